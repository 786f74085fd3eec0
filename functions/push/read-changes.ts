import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import { z } from 'zod';
import type { JobChange } from './job-change.ts';

const imageSchema = z.record(
  z.string(),
  z.custom<AttributeValue>((value) => isObject(value)),
);
const eventSchema = z.object({
  Records: z.array(
    z.object({
      dynamodb: z.object({ OldImage: imageSchema.optional(), NewImage: imageSchema.optional() }),
    }),
  ),
});

/**
 * The changes of jobs in an event of the job table's stream, oldest first. Other items, and records that
 * break their contract, are skipped.
 * @throws {z.ZodError} if it is no event of a stream.
 */
export function readChanges(event: unknown): readonly JobChange[] {
  return eventSchema.parse(event).Records.flatMap(({ dynamodb }) => {
    const before = readJob(dynamodb.OldImage);
    const after = readJob(dynamodb.NewImage);
    return before && after ? [{ before, after }] : [];
  });
}

function readJob(image: Record<string, AttributeValue> | undefined): Job | undefined {
  return image && jobSchema.safeParse(unmarshall(image)).data;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
