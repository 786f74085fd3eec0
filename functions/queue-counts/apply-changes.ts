import { countChanges, isNoChange, type JobChange } from '../queue/count-changes.ts';
import type { QueueCounters } from '../queue/ports.ts';

/** Several batches are counted at a time only when the stream has several shards. */
const maxTries = 10;

/**
 * Counts a batch of changes, once: a batch that was counted already changes nothing.
 * @returns whether anything was counted.
 * @throws {Error} when other batches were faster every time; the batch then comes again.
 */
export async function applyChanges(
  changes: readonly JobChange[],
  batchId: string,
  counters: Pick<QueueCounters, 'read' | 'apply'>,
): Promise<boolean> {
  const change = countChanges(changes);
  if (isNoChange(change)) return false;
  for (let tries = 0; tries < maxTries; tries += 1) {
    const before = await counters.read();
    if (before.appliedBatches.includes(batchId)) return false;
    if (await counters.apply(change, batchId, before)) return true;
  }
  throw new Error(`The counters changed before each of ${maxTries} updates`);
}
