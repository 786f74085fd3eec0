import { emptyQueueSummary, type QueueSummary, recentSongs } from '@my-pitch/shared/queue-summary';
import type { QueueChange } from '../queue/count-changes.ts';
import type { QueueCounters } from '../queue/ports.ts';

/** The counters of the queue in memory. */
export class MemoryCounters implements QueueCounters {
  summary: QueueSummary;
  reads = 0;

  constructor(summary: Partial<QueueSummary> = {}) {
    this.summary = { ...emptyQueueSummary, ...summary };
  }

  async read(): Promise<QueueSummary> {
    this.reads += 1;
    return this.summary;
  }

  async admit(maxOccupied: number): Promise<boolean> {
    const { occupied, admitted } = this.summary;
    if (occupied >= maxOccupied) return false;
    this.summary = { ...this.summary, occupied: occupied + 1, admitted: admitted + 1 };
    return true;
  }

  async withdraw(): Promise<void> {
    this.summary = { ...this.summary, occupied: this.summary.occupied - 1 };
  }

  async takeTicket(): Promise<number> {
    this.summary = { ...this.summary, tickets: this.summary.tickets + 1 };
    return this.summary.tickets;
  }

  async dropTicket(): Promise<void> {
    this.summary = { ...this.summary, left: this.summary.left + 1 };
  }

  async apply(change: QueueChange, batchId: string, before: QueueSummary): Promise<boolean> {
    const now = this.summary;
    if (now.version !== before.version) return false;
    this.summary = {
      ...now,
      left: now.left + change.left,
      occupied: now.occupied + change.occupied,
      processing: now.processing + change.processing,
      startedSumSeconds: now.startedSumSeconds + change.startedSumSeconds,
      recentSeconds: [...change.finishedSeconds, ...now.recentSeconds].slice(0, recentSongs),
      appliedBatches: [batchId, ...now.appliedBatches].slice(0, 20),
      version: now.version + 1,
    };
    return true;
  }
}
