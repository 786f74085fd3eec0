import type { Problem } from '@my-pitch/shared/api';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem } from './api-client.ts';
import { backoffSeconds, withJitter } from './jitter.ts';
import { patiently } from './patiently.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const problem = (status: number, code: Problem['code'], retryAfterSeconds?: number) =>
  new ApiProblem({
    type: 'about:blank',
    ...{ title: '', status, detail: '', code },
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });

/** The times of the attempts, in seconds, of a request that fails with these errors in turn. */
async function attempts(errors: readonly Error[]) {
  const at: number[] = [];
  const done = patiently(async () => {
    at.push(Date.now() / 1000);
    const error = errors[at.length - 1];
    if (error) throw error;
    return 'done';
  });
  done.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(1_000_000);
  return { at, end: await done.catch((error: unknown) => error) };
}

it('waits as long as a busy server says, or a growing time, and goes on', async () => {
  const errors = [
    problem(429, 'too-many-requests', 30),
    problem(503, 'unavailable'),
    problem(503, 'unavailable'),
  ];
  expect(await attempts(errors)).toEqual({ at: [0, 30, 34, 42], end: 'done' });
});

it('gives up instead of waiting for more than two minutes', async () => {
  const busy = problem(429, 'too-many-requests', 50);
  expect(await attempts([busy, busy, busy])).toEqual({ at: [0, 50, 100], end: busy });
});

it.each([problem(404, 'not-found'), problem(500, 'internal-error', 3), new TypeError('offline')])(
  'does not repeat after %s',
  async (error) => {
    expect(await attempts([error])).toEqual({ at: [0], end: error });
  },
);

it('spreads requests that failed together, and sends none earlier than it may', () => {
  vi.mocked(Math.random).mockReturnValueOnce(0).mockReturnValueOnce(1);
  expect([withJitter(40), withJitter(40)]).toEqual([40, 50]);
  expect([0, 1, 4, 5, 9].map(backoffSeconds)).toEqual([2, 4, 32, 60, 60]);
});
