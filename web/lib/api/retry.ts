import { UploadProblem } from '../../features/upload/upload-problem.ts';

/** Why a song is held back for a while, and when it goes on. */
export interface Pause {
  readonly reason: 'network' | 'queue-full';
  /** When the next try begins; without a connection it waits for one beyond this. */
  readonly untilMs: number;
  /** With `queue-full`: how many songs wait. */
  readonly queuedJobs?: number;
  /** Begins the next try at once. */
  readonly retryNow: () => void;
}

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Told when a pause begins and, with `undefined`, when it ends. */
  readonly onPause: (pause: Pause | undefined) => void;
  /** Sleeps through a pause; stood in for by tests. */
  readonly sleep?: typeof sleepUntil;
}

/** Tries without success after which the connection is given up. */
const maxFailures = 8;
const maxSeconds = 60;
const defaultQueueDelaySeconds = 30;

/**
 * Does something again and again as long as a connection fails or the queue is full.
 * @throws whatever cannot be waited out, and an `AbortError` when the signal stops it.
 */
export async function withRetries<Result>(
  work: (failures: number) => Promise<Result>,
  { signal, onPause, sleep = sleepUntil }: RetryOptions,
): Promise<Result> {
  for (let failures = 0; ; ) {
    try {
      return await work(failures);
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

/** @returns `undefined` for what waiting does not help. */
export function retryDelaySeconds(error: unknown, failures: number): number | undefined {
  if (!(error instanceof UploadProblem)) return undefined;
  if (error.code === 'queue-full') {
    return error.details.problem?.retryAfterSeconds ?? defaultQueueDelaySeconds;
  }
  if (error.code !== 'network' || failures >= maxFailures) return undefined;
  return Math.min(maxSeconds, 2 ** (failures + 1));
}

/**
 * Waits until a moment has passed and there is a connection; a connection that comes back ends it
 * at once.
 */
function sleepUntil(untilMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const end = (settle: () => void) => {
      ended.abort();
      clearInterval(timer);
      settle();
    };
    // Looked at often rather than slept through, for a device that sleeps stops its timers.
    const timer = setInterval(() => {
      if (Date.now() >= untilMs && navigator.onLine) end(resolve);
    }, 500);
    window.addEventListener('online', () => end(resolve), { signal: ended.signal });
    const stop = () => end(() => reject(new DOMException('Cancelled', 'AbortError')));
    signal.addEventListener('abort', stop, { signal: ended.signal });
    if (signal.aborted) stop();
  });
}
