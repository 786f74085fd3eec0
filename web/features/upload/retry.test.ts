import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubWindow } from '../../lib/testing/render-hook.ts';
import { type Pause, retryDelaySeconds, sleepUntil, withRetries } from './retry.ts';
import { UploadProblem } from './upload-problem.ts';

const full = new UploadProblem('queue-full', {
  problem: {
    type: 'about:blank',
    title: 'Too many requests',
    status: 429,
    detail: '',
    code: 'queue-full',
    queuedJobs: 100,
    retryAfterSeconds: 40,
  },
});
const lost = new UploadProblem('network');
const busy = new UploadProblem('busy');

beforeEach(() => {
  const random = vi.spyOn(Math, 'random').mockReturnValue(0);
  return () => random.mockRestore();
});

it('doubles the delay with each network failure, up to a minute, and gives up after the ninth', () => {
  const delays = [0, 1, 2, 3, 4, 5, 7, 8].map((failures) => retryDelaySeconds(lost, failures, 0));
  expect(delays).toEqual([2, 4, 8, 16, 32, 60, 60, undefined]);
});

it('waits as long as the server says for a place in the queue, however often', () => {
  expect(retryDelaySeconds(full, 100, 100)).toBe(40);
  expect(retryDelaySeconds(new UploadProblem('queue-full'), 0, 0)).toBe(30);
});

it('waits longer each time for a busy server that does not say how long, and never gives up', () => {
  const delays = [0, 1, 4, 5, 1000].map((refusals) => retryDelaySeconds(busy, 0, refusals));
  expect(delays).toEqual([2, 4, 32, 60, 60]);
});

it('varies a delay at random, and shortens none', () => {
  vi.mocked(Math.random).mockReturnValue(0.8);
  expect([full, lost].map((error) => retryDelaySeconds(error, 0, 0))).toEqual([48, 2.4]);
});

it('does not retry other errors', () => {
  expect(retryDelaySeconds(new UploadProblem('too-large'), 0, 0)).toBeUndefined();
  expect(retryDelaySeconds(new DOMException('Cancelled', 'AbortError'), 0, 0)).toBeUndefined();
});

/** Work that fails with each of these errors in turn and then succeeds. */
function failing(errors: readonly Error[]) {
  const count = { attempts: 0 };
  const work = async () => {
    count.attempts += 1;
    const error = errors[count.attempts - 1];
    if (error) throw error;
    return 'done';
  };
  return { count, work };
}

it('retries after each pause, and does not count a full queue as a failure', async () => {
  vi.useFakeTimers({ now: 0 });
  const { count, work } = failing([full, lost, full, lost]);
  const pauses: [Pause['reason'], number][] = [];
  const done = await withRetries(work, {
    signal: new AbortController().signal,
    onPause: (pause) => pause && pauses.push([pause.reason, pause.untilMs]),
    sleep: async () => undefined,
  });
  vi.useRealTimers();
  expect([done, count.attempts]).toEqual(['done', 5]);
  expect(pauses).toEqual([
    ['queue-full', 40_000],
    ['network', 2000],
    ['queue-full', 40_000],
    ['network', 4000],
  ]);
});

it('lets the user end a pause', async () => {
  const { work } = failing([full]);
  const done = withRetries(work, {
    signal: new AbortController().signal,
    onPause: (pause) => pause?.retryNow(),
    sleep: () => new Promise(() => undefined),
  });
  expect(await done).toBe('done');
});

it('throws a final error at once', async () => {
  const refused = new UploadProblem('refused');
  const { count, work } = failing([refused]);
  const options = { signal: new AbortController().signal, onPause: () => undefined };
  await expect(withRetries(work, options)).rejects.toBe(refused);
  expect(count.attempts).toBe(1);
});

it('reports when a pause ends and how many jobs are queued', async () => {
  vi.useFakeTimers({ now: 1000 });
  const pauses: (Pause | undefined)[] = [];
  const { work } = failing([full, lost]);
  await withRetries(work, {
    signal: new AbortController().signal,
    onPause: (pause) => pauses.push(pause),
    sleep: async () => undefined,
  });
  expect(pauses).toEqual([
    { reason: 'queue-full', untilMs: 41_000, queuedJobs: 100, retryNow: expect.any(Function) },
    undefined,
    { reason: 'network', untilMs: 3000, retryNow: expect.any(Function) },
    undefined,
  ]);
  vi.useRealTimers();
});

it('ends with the error of an aborted pause', async () => {
  const { count, work } = failing([lost]);
  const cancelled = new DOMException('Cancelled', 'AbortError');
  const done = withRetries(work, {
    signal: new AbortController().signal,
    onPause: () => undefined,
    sleep: () => Promise.reject(cancelled),
  });
  await expect(done).rejects.toBe(cancelled);
  expect(count.attempts).toBe(1);
});

describe('a pause', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function sleeping(untilMs: number) {
    const { window, navigator } = stubWindow();
    const controller = new AbortController();
    const outcome = { state: 'pending' };
    sleepUntil(untilMs, controller.signal).then(
      () => (outcome.state = 'over'),
      (error: Error) => (outcome.state = error.name),
    );
    return { window, navigator, controller, outcome };
  }

  it('ends at its time', async () => {
    const { outcome } = sleeping(2000);
    await vi.advanceTimersByTimeAsync(1999);
    expect(outcome.state).toBe('pending');
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome.state).toBe('over');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits for a connection beyond its time', async () => {
    const { outcome, navigator } = sleeping(2000);
    navigator.onLine = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(outcome.state).toBe('pending');
    navigator.onLine = true;
    await vi.advanceTimersByTimeAsync(500);
    expect(outcome.state).toBe('over');
  });

  it('ends early when the connection comes back', async () => {
    const { outcome, window } = sleeping(60_000);
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect([outcome.state, vi.getTimerCount()]).toEqual(['over', 0]);
  });

  it('leaves no listener behind', async () => {
    const { window, controller } = sleeping(2000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(getEventListeners(window, 'online')).toEqual([]);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('is cancelled by its signal', async () => {
    const { outcome, controller } = sleeping(60_000);
    controller.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect([outcome.state, vi.getTimerCount()]).toEqual(['AbortError', 0]);
  });

  it('does not start after its signal was aborted', async () => {
    stubWindow();
    await expect(sleepUntil(60_000, AbortSignal.abort())).rejects.toThrow('Cancelled');
    expect(vi.getTimerCount()).toBe(0);
  });
});
