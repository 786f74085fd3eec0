import type { JobStatus } from '@my-pitch/shared/status';

/** What the counters need to know of a job's record. */
export interface JobState {
  readonly status: JobStatus;
  /** Absent before the job waits, and in records of older versions. */
  readonly ticket?: number | undefined;
  /** When the present or last attempt began, epoch seconds. */
  readonly startedSeconds?: number | undefined;
  readonly processingSeconds?: number | undefined;
}

/** One change of a record; without `before` for a new one, without `after` for a deleted one. */
export interface JobChange {
  readonly before: JobState | undefined;
  readonly after: JobState | undefined;
}

/** What to add to the counters of the queue. */
export interface QueueChange {
  readonly left: number;
  readonly occupied: number;
  readonly processing: number;
  readonly startedSumSeconds: number;
  /** Processing seconds of the songs that were finished, the latest first. */
  readonly finishedSeconds: readonly number[];
  /** Whether a song was started or ended. */
  readonly hasWork: boolean;
}

const occupying: readonly JobStatus[] = ['awaiting-upload', 'queued'];

/**
 * Adds up what changes of jobs, in their order, mean for the counters. The direct writes of
 * {@link QueueCounters} count a new form and a new ticket, so neither is counted here.
 */
export function countChanges(changes: readonly JobChange[]): QueueChange {
  const sumOf = (part: (change: JobChange) => number) =>
    changes.reduce((sum, change) => sum + part(change), 0);
  const moved = changes.filter(({ before, after }) => before?.status !== after?.status);
  return {
    left: moved.filter(isLeaving).length,
    occupied:
      -moved.filter(({ before, after }) => occupies(before) && !occupies(after)).length || 0,
    processing: sumOf(({ before, after }) => Number(isInWork(after)) - Number(isInWork(before))),
    startedSumSeconds: sumOf(({ before, after }) => startOf(after) - startOf(before)),
    finishedSeconds: moved
      .filter(({ before, after }) => isInWork(before) && after?.status === 'completed')
      .map(({ after }) => after?.processingSeconds)
      .filter((seconds) => seconds !== undefined)
      .reverse(),
    hasWork: changes.some(({ before, after }) => isInWork(before) || isInWork(after)),
  };
}

/** Whether nothing has to be added. */
export function isNoChange(change: QueueChange): boolean {
  const { left, occupied, processing, startedSumSeconds, finishedSeconds } = change;
  return [left, occupied, processing, startedSumSeconds, finishedSeconds.length].every(
    (amount) => amount === 0,
  );
}

/** A job of an older version has no ticket, so it was not counted as waiting. */
function isLeaving({ before }: JobChange): boolean {
  return before?.status === 'queued' && before.ticket !== undefined;
}

function occupies(state: JobState | undefined): boolean {
  return state !== undefined && occupying.includes(state.status);
}

function isInWork(state: JobState | undefined): boolean {
  return state?.status === 'processing';
}

function startOf(state: JobState | undefined): number {
  return (isInWork(state) && state?.startedSeconds) || 0;
}
