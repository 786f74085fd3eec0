import type { ProcessingJob } from '@my-pitch/shared/job';
import { type QueueSummary, waitingSongs } from '@my-pitch/shared/queue-summary';

/** The work in progress, and how long a song takes. */
export interface Workload {
  /** Processing seconds of a typical song; `undefined` while none has finished. */
  readonly typicalSeconds: number | undefined;
  /** Songs in work, at least 1: without any, the next song starts a worker. */
  readonly workers: number;
  /** Remaining seconds of all started songs together. */
  readonly startedSeconds: number;
  /** Whether a worker runs: one that ended its last song only just now still does. */
  readonly isRunning: boolean;
}

/** Below this fraction of a job, the typical time predicts its end better than its own pace. */
const minUsefulFraction = 0.05;

/** Workers stay for at least this long after their last song, to the knowledge of the estimates. */
const idleSeconds = 60;

/** Limits of {@link secondsUntilPlace}, and its answer where nothing better is known. */
const [minRetrySeconds, maxRetrySeconds, defaultRetrySeconds] = [5, 15 * 60, 60];

/** Computes the workload from the counters of the queue. */
export function workloadOf(summary: QueueSummary, nowMs: number): Workload {
  const nowSeconds = nowMs / 1000;
  const typicalSeconds = median(summary.recentSeconds);
  const processing = Math.max(0, summary.processing);
  const elapsedSeconds = processing * nowSeconds - summary.startedSumSeconds;
  const wholeSeconds = processing * (typicalSeconds ?? 0);
  return {
    typicalSeconds,
    workers: Math.max(1, processing),
    startedSeconds: Math.min(wholeSeconds, Math.max(0, wholeSeconds - elapsedSeconds)),
    isRunning: processing > 0 || nowSeconds - summary.lastWorkSeconds < idleSeconds,
  };
}

/**
 * Seconds until a queued job is done: the start of a worker if none runs, the work ahead of it, shared
 * among the workers, then its own.
 * @param position 1 for the next job to start.
 * @param startSeconds the rest of the time that a worker needs to start.
 * @returns `undefined` while no job has finished.
 */
export function waitingSeconds(
  position: number,
  workload: Workload,
  startSeconds: number,
): number | undefined {
  const { typicalSeconds, workers, startedSeconds, isRunning } = workload;
  if (typicalSeconds === undefined) return undefined;
  const ahead = startedSeconds + (position - 1) * typicalSeconds;
  return Math.round((isRunning ? 0 : startSeconds) + ahead / workers + typicalSeconds);
}

/** Seconds until a place in a full queue becomes free: with the next song that is started. */
export function secondsUntilPlace(
  summary: QueueSummary,
  workerStartSeconds: number,
  nowMs: number,
): number {
  const { typicalSeconds, workers, isRunning } = workloadOf(summary, nowMs);
  // Open forms hold the places; nobody knows when they are used.
  if (waitingSongs(summary) === 0 || typicalSeconds === undefined) return defaultRetrySeconds;
  const seconds = typicalSeconds / workers + (isRunning ? 0 : workerStartSeconds);
  return Math.min(maxRetrySeconds, Math.max(minRetrySeconds, Math.ceil(seconds)));
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
