import { z } from 'zod';

/** The key of the scaler's item in the job table. No job has it, since it is not a UUID. */
export const scalingItemKey = 'scaling';

const count = z.number().int().nonnegative();

/** What the scaler saw last, for estimates of the waiting time. */
export const scalingSummarySchema = z.object({
  /** Tasks that run, of both kinds. */
  workers: count,
  /** Tasks that were asked for and do not run yet. */
  starting: count,
  /** Songs in the queue that no worker has. */
  waiting: count,
  updatedAt: z.iso.datetime(),
});
export type ScalingSummary = z.infer<typeof scalingSummarySchema>;
