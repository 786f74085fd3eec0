import { backoffSeconds, withJitter } from '../../lib/api/jitter.ts';
import { isWaiting, UploadProblem } from './upload-problem.ts';

/** A pause before the next attempt. */
export interface Pause {
  readonly reason: 'network' | 'queue-full' | 'too-many-requests' | 'busy';
  /** When the next attempt starts, Unix time. While offline it also waits for a connection. */
  readonly untilMs: number;
  /** With `queue-full`: the number of queued jobs. */
  readonly queuedJobs?: number;
  /** Starts the next attempt at once. */
  readonly retryNow: () => void;
}

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Called when a pause starts and, with `undefined`, when it ends. */
  readonly onPause: (pause: Pause | undefined) => void;
  /** Waits out a pause; tests replace it. */
  readonly sleep?: typeof sleepUntil;
}

/** After this many failures on the network the next one is final. */
const maxFailures = 8;
const defaultQueueDelaySeconds = 30;
const wakeCheckIntervalMs = 500;

/**
 * Repeats `work` while the network fails, the queue is full or the server is busy.
 * @throws every other error, and an `AbortError` when the signal aborts a pause.
 */
export async function withRetries<Result>(
  work: () => Promise<Result>,
  { signal, onPause, sleep = sleepUntil }: RetryOptions,
): Promise<Result> {
  for (let failures = 0, refusals = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      const seconds = retryDelaySeconds(error, failures, refusals);
      if (seconds === undefined || !(error instanceof UploadProblem)) throw error;
      if (error.code === 'network') failures += 1;
      else refusals += 1;
      const queuedJobs = error.details.problem?.queuedJobs;
      const untilMs = Date.now() + seconds * 1000;
      await new Promise<void>((resolve, reject) => {
        const reason = isWaiting(error.code) ? error.code : 'network';
        const known = queuedJobs === undefined ? {} : { queuedJobs };
        onPause({ reason, untilMs, ...known, retryNow: resolve });
        sleep(untilMs, signal).then(resolve, reject);
      });
      onPause(undefined);
    }
  }
}

/**
 * The delay before the next attempt, varied at random: exponential backoff for the network, the server's
 * Retry-After for a refusal, or backoff if it has none.
 * @param failures how often the network has failed.
 * @param refusals how often the server has refused for now; it may do so for ever.
 * @returns `undefined` when the error is final.
 */
export function retryDelaySeconds(
  error: unknown,
  failures: number,
  refusals: number,
): number | undefined {
  if (!(error instanceof UploadProblem)) return undefined;
  if (isWaiting(error.code)) {
    const unsaid =
      error.code === 'queue-full' ? defaultQueueDelaySeconds : backoffSeconds(refusals);
    return withJitter(error.details.problem?.retryAfterSeconds ?? unsaid);
  }
  if (error.code !== 'network' || failures >= maxFailures) return undefined;
  return withJitter(backoffSeconds(failures));
}

/** Waits until a time, and until the device is online. An `online` event ends the wait at once. */
export function sleepUntil(untilMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const end = (settle: () => void) => {
      ended.abort();
      clearInterval(timer);
      settle();
    };
    // Polls the clock: one long timer would stop while the device sleeps.
    const timer = setInterval(() => {
      if (Date.now() >= untilMs && navigator.onLine) end(resolve);
    }, wakeCheckIntervalMs);
    window.addEventListener('online', () => end(resolve), { signal: ended.signal });
    const cancel = () => end(() => reject(new DOMException('Cancelled', 'AbortError')));
    signal.addEventListener('abort', cancel, { signal: ended.signal });
    if (signal.aborted) cancel();
  });
}
