import type { CompletedJob, ProcessingJob } from '@my-pitch/shared/job';

/** How much work is going on, and how long a song takes. */
export interface Workload {
  /** Processing seconds of a typical song; `undefined` while none has finished. */
  readonly typicalSeconds: number | undefined;
  /** Workers that are at work, at least 1: with none, the next song will start one. */
  readonly workers: number;
  /** Seconds of work left in the songs that have been started. */
  readonly startedSeconds: number;
}

/** How many finished songs tell how long one takes. */
export const recentJobs = 20;

/** Below this share of a job, its own pace says less than that of the songs before it. */
const minUsefulFraction = 0.05;

/** Sums up the jobs that are processing and those that finished last. */
export function workloadOf(
  processing: readonly ProcessingJob[],
  completed: readonly CompletedJob[],
  nowMs: number,
): Workload {
  const typicalSeconds = median(completed.map((job) => job.processingSeconds));
  const isAtWork = (job: ProcessingJob): boolean => Date.parse(job.lease.expiresAt) >= nowMs;
  return {
    typicalSeconds,
    workers: Math.max(1, processing.filter(isAtWork).length),
    startedSeconds: processing
      .map((job) =>
        // What a crashed worker had done is done again.
        isAtWork(job) ? remainingSeconds(job, typicalSeconds, nowMs) : typicalSeconds,
      )
      .reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0),
  };
}

/**
 * Seconds until a job that waits is done: all work before it, shared among the workers, then its own.
 * @param position 1 for the next job to be started.
 * @returns `undefined` while no job has finished.
 */
export function waitingSeconds(position: number, workload: Workload): number | undefined {
  const { typicalSeconds, workers, startedSeconds } = workload;
  if (typicalSeconds === undefined) return undefined;
  const ahead = startedSeconds + (position - 1) * typicalSeconds;
  return Math.round(ahead / workers + typicalSeconds);
}

/**
 * Seconds until a job that is being worked on is done: as its worker foretells, else by the share
 * that is done, or by other songs as long as it has hardly begun.
 * @returns `undefined` while neither is known.
 */
export function remainingSeconds(
  { startedAt, progress }: ProcessingJob,
  typicalSeconds: number | undefined,
  nowMs: number,
): number | undefined {
  if (progress.endsAt !== undefined) {
    return Math.max(0, Math.round((Date.parse(progress.endsAt) - nowMs) / 1000));
  }
  const done = progress.overallFraction;
  const elapsedSeconds = Math.max(0, nowMs - Date.parse(startedAt)) / 1000;
  if (done >= minUsefulFraction) return Math.round((elapsedSeconds * (1 - done)) / done);
  return typicalSeconds && Math.round(Math.max(0, typicalSeconds - elapsedSeconds));
}

/** The middle value; `undefined` of none. One song that took an hour says little about the next. */
function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
