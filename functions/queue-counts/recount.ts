import type { QueueSummary } from '@my-pitch/shared/queue-summary';
import type { JobIndex } from '../ports.ts';
import type { QueueChange } from '../queue/count-changes.ts';
import type { QueueCounters } from '../queue/ports.ts';

export interface RecountContext {
  readonly index: Pick<JobIndex, 'count' | 'list'>;
  readonly counters: Pick<QueueCounters, 'read' | 'apply'>;
  /** Waits until a change that was just written is in the index and in the counters. */
  readonly settle: () => Promise<void>;
  readonly newBatchId: () => string;
}

/** The jobs that the index has in each status that the counters count. */
interface Counted {
  readonly open: number;
  readonly queued: number;
  readonly processing: number;
  readonly startedSumSeconds: number;
}

/**
 * Corrects what repeated or lost records of the stream, and functions that died between two writes, have
 * left in the counters. Songs come and go meanwhile, so only a difference that this cannot explain is
 * corrected.
 * @returns the correction, also when another update has prevented it; the next recount then follows.
 */
export async function recount(context: RecountContext): Promise<QueueChange> {
  const { counters, settle, newBatchId } = context;
  const before = await counters.read();
  await settle();
  const counted = await countJobs(context.index);
  const after = await counters.read();
  const change = correctionOf(before, counted, after);
  const isNeeded = change.left !== 0 || change.occupied !== 0 || change.processing !== 0;
  if (isNeeded || change.startedSumSeconds !== 0) await counters.apply(change, newBatchId(), after);
  return change;
}

/**
 * The correction of the counters.
 * @param before the counters some seconds before the jobs were counted.
 * @param after the counters after that.
 */
export function correctionOf(
  before: QueueSummary,
  counted: Counted,
  after: QueueSummary,
): QueueChange {
  const departed = ({ admitted, occupied }: QueueSummary) => admitted - occupied;
  const movedIn = after.tickets - before.tickets;
  const movedOut = after.left - before.left;
  const admissions = after.admitted - before.admitted + departed(after) - departed(before);
  const starts = movedOut + Math.abs(movedOut - (after.processing - before.processing));
  const processing = unexplained(counted.processing - after.processing, starts);
  const isAtRest = starts === 0 && after.version === before.version;
  return {
    left: -unexplained(counted.queued - (after.tickets - after.left), movedIn + movedOut) || 0,
    occupied: unexplained(counted.open + counted.queued - after.occupied, admissions),
    processing,
    startedSumSeconds: isAtRest ? counted.startedSumSeconds - after.startedSumSeconds : 0,
    finishedSeconds: [],
    hasWork: false,
  };
}

/** The difference, or 0 where as many changes in the meantime explain it. */
function unexplained(difference: number, changes: number): number {
  return Math.abs(difference) > changes ? difference : 0;
}

async function countJobs(index: RecountContext['index']): Promise<Counted> {
  const [open, queued] = await Promise.all([index.count('awaiting-upload'), index.count('queued')]);
  let processing = 0;
  let startedSumSeconds = 0;
  for await (const { statusSince } of index.list('processing')) {
    processing += 1;
    startedSumSeconds += Math.floor(Date.parse(statusSince) / 1000);
  }
  return { open, queued, processing, startedSumSeconds };
}
