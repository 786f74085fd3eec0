import { z } from 'zod';

/** The key of the queue's item in the job table. No job has it, since it is not a UUID. */
export const queueItemKey = 'queue';

/** The typical time of a song is the median of this many finished songs. */
export const recentSongs = 20;

// Repeated or lost records of the table's stream may bring a counter off for up to an hour, also below 0.
const counter = z.int().default(0);

/**
 * The counters of the queue, one item of the job table. Every attribute may be missing: there is no
 * item before the first song.
 */
export const queueSummarySchema = z.object({
  /** The last ticket that was given. */
  tickets: counter,
  /** Tickets whose job no longer waits, or never came to wait. */
  left: counter,
  /** Forms that were ever given. */
  admitted: counter,
  /** Open forms and waiting songs; the limit of the queue applies to their sum. */
  occupied: counter,
  /** Songs in work. */
  processing: counter,
  /** The sum of the epoch seconds at which the songs in work were started. */
  startedSumSeconds: counter,
  /** When a song was last started or ended, epoch seconds; 0 before the first. */
  lastWorkSeconds: counter,
  /** Processing seconds of the latest finished songs, the latest first. */
  recentSeconds: z.array(z.number().nonnegative()).readonly().default([]),
  /** Counts the updates from the table's stream; an update is conditional on the one before. */
  version: counter,
  /** The batches of the stream that were counted last, so that a repeated one is not counted again. */
  appliedBatches: z.array(z.string()).readonly().default([]),
});
export type QueueSummary = z.infer<typeof queueSummarySchema>;

/** The summary of a queue without any history. */
export const emptyQueueSummary: QueueSummary = queueSummarySchema.parse({});

/** Songs that wait for a worker. */
export function waitingSongs({ tickets, left }: QueueSummary): number {
  return Math.max(0, tickets - left);
}

/**
 * The place of a job in the queue, 1 for the one that starts next. It is an estimate: cancellations of
 * later songs count as well, and the queue does not keep the order strictly.
 * @param ticket the job's ticket; absent in records of older versions, whose songs wait before all others.
 */
export function placeInQueue(ticket: number | undefined, { left }: QueueSummary): number {
  return Math.max(1, (ticket ?? 1) - left);
}
