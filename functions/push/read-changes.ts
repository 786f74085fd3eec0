import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import { queueItemKey, queueSummarySchema } from '@my-pitch/shared/queue-summary';
import { jobTable } from '@my-pitch/shared/table';
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

/** What a batch of the job table's stream means to followers. */
export interface StreamChanges {
  /** The changes of jobs, oldest first. */
  readonly changes: readonly JobChange[];
  /** Whether the counters of the queue say that a song has left it: others have new places. */
  readonly hasQueueMoved: boolean;
}

/**
 * Reads an event of the job table's stream. Other items, and records that break their contract, are
 * skipped.
 * @throws {z.ZodError} if it is no event of a stream.
 */
export function readChanges(event: unknown): StreamChanges {
  const images = eventSchema.parse(event).Records.map(({ dynamodb }) => dynamodb);
  return {
    changes: images.flatMap(({ OldImage, NewImage }) => {
      const before = readJob(OldImage);
      const after = readJob(NewImage);
      return before && after ? [{ before, after }] : [];
    }),
    hasQueueMoved: images.some(
      ({ OldImage, NewImage }) => (readLeft(NewImage) ?? 0) > (readLeft(OldImage) ?? 0),
    ),
  };
}

/** How many tickets have left, if the item is that of the queue. */
function readLeft(image: Record<string, AttributeValue> | undefined): number | undefined {
  if (image?.[jobTable.partitionKey]?.S !== queueItemKey) return undefined;
  return queueSummarySchema.safeParse(unmarshall(image)).data?.left;
}

function readJob(image: Record<string, AttributeValue> | undefined): Job | undefined {
  return image && jobSchema.safeParse(unmarshall(image)).data;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
