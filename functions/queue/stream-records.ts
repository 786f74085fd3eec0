import { jobStatusSchema } from '@my-pitch/shared/status';
import { z } from 'zod';
import type { JobChange, JobState } from './count-changes.ts';

const text = z.object({ S: z.string() });
const number = z.object({ N: z.coerce.number().nonnegative() });

/** The attributes of a job's record that the counters need, as the table's stream encodes them. */
const imageSchema = z
  .object({
    status: text.transform(({ S }) => S).pipe(jobStatusSchema),
    ticket: number.optional().catch(undefined),
    startedAt: text.optional().catch(undefined),
    processingSeconds: number.optional().catch(undefined),
  })
  .transform(({ status, ticket, startedAt, processingSeconds }): JobState => {
    const startedMs = startedAt && Date.parse(startedAt.S);
    return {
      status,
      ticket: ticket?.N,
      startedSeconds: startedMs ? Math.floor(startedMs / 1000) : undefined,
      processingSeconds: processingSeconds?.N,
    };
  });

/** An event of the job table's stream: a batch of changes, each with the record before and after it. */
export const streamEventSchema = z.object({
  Records: z
    .array(
      z.object({
        eventID: z.string().min(1),
        dynamodb: z.object({
          // An image of another item than a job, or one that breaks its contract, counts as none.
          OldImage: imageSchema.optional().catch(undefined),
          NewImage: imageSchema.optional().catch(undefined),
        }),
      }),
    )
    .min(1),
});
export type StreamEvent = z.infer<typeof streamEventSchema>;

/** The changes of jobs in a batch, in their order. */
export function changesIn({ Records }: StreamEvent): readonly JobChange[] {
  return Records.map(({ dynamodb }) => ({ before: dynamodb.OldImage, after: dynamodb.NewImage }));
}

/** A name that a batch has again when it is repeated. */
export function batchIdOf({ Records }: StreamEvent): string {
  return `${Records[0]?.eventID}+${Records.length}`;
}
