import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pause } from './pause.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Starts a pause and counts how often it has ended. */
function startPause(ms: number, signal: AbortSignal) {
  const ended = { times: 0 };
  void pause(ms, signal).then(() => {
    ended.times += 1;
  });
  return ended;
}

it('lasts exactly as long as asked', async () => {
  const ended = startPause(1000, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(999);
  expect(ended.times).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended.times).toBe(1);
});

it('ends at once when the signal aborts, and leaves no timer', async () => {
  const stop = new AbortController();
  const ended = startPause(1000, stop.signal);
  stop.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(ended.times).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

it('does not begin when the signal has aborted before', async () => {
  const ended = startPause(1000, AbortSignal.abort());
  await vi.advanceTimersByTimeAsync(0);
  expect(ended.times).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

it('leaves no listener on the signal of a worker that pauses many times', async () => {
  const { signal } = new AbortController();
  const removed = vi.spyOn(signal, 'removeEventListener');
  const ended = startPause(1000, signal);
  await vi.advanceTimersByTimeAsync(1000);
  expect(ended.times).toBe(1);
  expect(removed).toHaveBeenCalledTimes(1);
});
