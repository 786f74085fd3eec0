import type { CompletedJob, ProcessingJob } from '@my-pitch/shared/job';

/** The work in progress, and how long a song takes. */
export interface Workload {
  /** Processing seconds of a typical song; `undefined` while none has finished. */
  readonly typicalSeconds: number | undefined;
  /** Busy workers, at least 1: without any, the next song starts one. */
  readonly workers: number;
  /** Remaining seconds of all started songs together. */
  readonly startedSeconds: number;
}

/** The typical time of a song is the median of this many finished songs. */
export const recentJobs = 20;

/** Below this fraction of a job, the typical time predicts its end better than its own pace. */
const minUsefulFraction = 0.05;

/** Computes the workload from the jobs in progress and the latest completed jobs. */
export function workloadOf(
  processing: readonly ProcessingJob[],
  completed: readonly CompletedJob[],
  nowMs: number,
): Workload {
  const typicalSeconds = median(completed.map((job) => job.processingSeconds));
  const isLeased = (job: ProcessingJob): boolean => Date.parse(job.lease.expiresAt) >= nowMs;
  return {
    typicalSeconds,
    workers: Math.max(1, processing.filter(isLeased).length),
    startedSeconds: processing
      .map((job) =>
        // The work of a crashed worker is lost.
        isLeased(job) ? remainingSeconds(job, typicalSeconds, nowMs) : typicalSeconds,
      )
      .reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0),
  };
}

/**
 * Seconds until a queued job is done: the work ahead of it, shared among the workers, then its own.
 * @param position 1 for the next job to start.
 * @returns `undefined` while no job has finished.
 */
export function waitingSeconds(position: number, workload: Workload): number | undefined {
  const { typicalSeconds, workers, startedSeconds } = workload;
  if (typicalSeconds === undefined) return undefined;
  const ahead = startedSeconds + (position - 1) * typicalSeconds;
  return Math.round(ahead / workers + typicalSeconds);
}

/**
 * Seconds until a job in progress is done: by its worker's estimate; otherwise by the fraction that is
 * done; for a job that has just begun, by the typical time of a song.
 * @returns `undefined` while none of them is known.
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

/** The upper median; `undefined` for no values. Robust against a single very long song. */
function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
