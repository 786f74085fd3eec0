import { UploadProblem } from './upload-problem.ts';

/** A pause before the next attempt. */
export interface Pause {
  readonly reason: 'network' | 'queue-full';
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
const maxDelaySeconds = 60;
const defaultQueueDelaySeconds = 30;
const wakeCheckIntervalMs = 500;

/**
 * Repeats `work` while the network fails or the queue is full.
 * @throws every other error, and an `AbortError` when the signal aborts a pause.
 */
export async function withRetries<Result>(
  work: () => Promise<Result>,
  { signal, onPause, sleep = sleepUntil }: RetryOptions,
): Promise<Result> {
  for (let failures = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      const seconds = retryDelaySeconds(error, failures);
      if (seconds === undefined || !(error instanceof UploadProblem)) throw error;
      if (error.code === 'network') failures += 1;
      const queuedJobs = error.details.problem?.queuedJobs;
      const untilMs = Date.now() + seconds * 1000;
      await new Promise<void>((resolve, reject) => {
        const reason = error.code === 'queue-full' ? 'queue-full' : 'network';
        const known = queuedJobs === undefined ? {} : { queuedJobs };
        onPause({ reason, untilMs, ...known, retryNow: resolve });
        sleep(untilMs, signal).then(resolve, reject);
      });
      onPause(undefined);
    }
  }
}

/**
 * The delay before the next attempt: exponential backoff for the network, the server's Retry-After for
 * a full queue.
 * @returns `undefined` when the error is final.
 */
export function retryDelaySeconds(error: unknown, failures: number): number | undefined {
  if (!(error instanceof UploadProblem)) return undefined;
  if (error.code === 'queue-full') {
    return error.details.problem?.retryAfterSeconds ?? defaultQueueDelaySeconds;
  }
  if (error.code !== 'network' || failures >= maxFailures) return undefined;
  return Math.min(maxDelaySeconds, 2 ** (failures + 1));
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
