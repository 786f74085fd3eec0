import type { QueueSummary } from '@my-pitch/shared/queue-summary';
import type { QueueChange } from './count-changes.ts';

/** The counters of the queue in the job table. */
export interface QueueCounters {
  read(): Promise<QueueSummary>;
  /**
   * Counts one more open form, unless `maxOccupied` forms and waiting songs are counted already. Exact
   * however many calls run at a time.
   */
  admit(maxOccupied: number): Promise<boolean>;
  /** Uncounts an admitted form that nobody got. */
  withdraw(): Promise<void>;
  /** The ticket of the next job in the waiting line: 1, 2, 3, … */
  takeTicket(): Promise<number>;
  /** Counts a ticket as left that no job has got. */
  dropTicket(): Promise<void>;
  /**
   * Adds a change to the counters, if they still have this version.
   * @param batchId names the change, so that {@link QueueSummary.appliedBatches} can tell a repetition.
   */
  apply(change: QueueChange, batchId: string, before: QueueSummary): Promise<boolean>;
}
