import type { JobView, Problem } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, getJob } from '../../lib/api/api-client.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useJob } from './use-job.ts';

const recentSongs = vi.hoisted(() => ({ listeners: new Set<() => void>() }));
vi.mock('../recent-songs/recent-songs.ts', () => ({
  subscribeRemoval: (_: string, listener: () => void) => {
    recentSongs.listeners.add(listener);
    return () => recentSongs.listeners.delete(listener);
  },
}));
vi.mock('../../lib/api/api-client.ts', { spy: true });
const socket = await vi.hoisted(async () =>
  (await import('../../lib/testing/fake-song-socket.ts')).fakeSongSocket(),
);
vi.mock('../../lib/socket/browser-socket.ts', () => ({ followSong: socket.followSong }));

const jobId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;
const common = { jobId, createdAt: '2026-01-02T03:04:05.000Z' };
const queued: JobView = { ...common, fileName: 'a.mp3', status: 'queued', position: 1 };
const cancelled: JobView = { ...common, status: 'cancelled' };
const problem = (status: number, code: Problem['code'], more: Partial<Problem> = {}) =>
  new ApiProblem({ type: 'about:blank', title: '', status, detail: '', code, ...more });
const notFound = problem(404, 'not-found');

let page: ReturnType<typeof stubWindow>;
const ask = vi.mocked(getJob);
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  page = stubWindow();
  ask.mockReset().mockResolvedValue(queued);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const follow = () => renderHook(() => useJob(jobId));
const afterSeconds = (seconds: number) => acting(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const fire = (target: EventTarget, name: string, more: object = {}) =>
  acting(() => target.dispatchEvent(Object.assign(new Event(name), more)));

it('polls a job every three seconds until it is finished', async () => {
  const hook = await follow();
  expect(hook.current.view).toEqual(queued);
  expect(ask.mock.calls).toEqual([[jobId, expect.any(AbortSignal)]]);
  await afterSeconds(2.9);
  expect(ask).toHaveBeenCalledTimes(1);
  ask.mockResolvedValue(cancelled);
  await afterSeconds(0.1);
  expect(hook.current.view).toEqual(cancelled);
  await afterSeconds(100);
  expect([ask.mock.calls.length, vi.getTimerCount()]).toEqual([2, 0]);
});

it('asks again after a second while the upload is being received', async () => {
  ask.mockResolvedValue({ ...common, fileName: 'a.mp3', status: 'awaiting-upload' });
  const hook = await follow();
  ask.mockResolvedValue(cancelled);
  await afterSeconds(0.9);
  expect(ask).toHaveBeenCalledTimes(1);
  await afterSeconds(0.1);
  expect(hook.current.view).toEqual(cancelled);
});

it('keeps the last view while no answer comes, and polls less and less often', async () => {
  const hook = await follow();
  ask.mockRejectedValue(new TypeError('Failed to fetch'));
  await afterSeconds(3);
  expect(hook.current).toMatchObject({ view: queued, trouble: 'unreachable' });
  await afterSeconds(5.9);
  expect(ask).toHaveBeenCalledTimes(2);
  await afterSeconds(0.1);
  expect(ask).toHaveBeenCalledTimes(3);
  await afterSeconds(11.9);
  expect(ask).toHaveBeenCalledTimes(3);
  ask.mockResolvedValue(queued);
  await afterSeconds(0.1);
  expect(ask).toHaveBeenCalledTimes(4);
  expect(hook.current.trouble).toBeUndefined();
  await afterSeconds(3);
  expect(ask).toHaveBeenCalledTimes(5);
});

it('polls a hidden tab every 10 seconds, and at once when it is shown', async () => {
  page.document.hidden = true;
  await follow();
  await afterSeconds(9.9);
  expect(ask).toHaveBeenCalledTimes(1);
  await fire(page.document, 'visibilitychange');
  expect(ask).toHaveBeenCalledTimes(1);
  page.document.hidden = false;
  await fire(page.document, 'visibilitychange');
  expect(ask).toHaveBeenCalledTimes(2);
});

it('stops at a link without a job', async () => {
  ask.mockRejectedValue(notFound);
  const hook = await follow();
  expect(hook.current).toMatchObject({ trouble: 'not-found' });
  await afterSeconds(100);
  await fire(page.document, 'visibilitychange');
  expect(ask).toHaveBeenCalledTimes(1);
});

it('goes on after an error of the server', async () => {
  ask.mockRejectedValueOnce(problem(500, 'internal-error'));
  const hook = await follow();
  expect(hook.current).toEqual({ trouble: 'unreachable', refresh: expect.any(Function) });
  await afterSeconds(6);
  expect(hook.current.view).toEqual(queued);
});

it('waits as long as a busy server says, and goes on', async () => {
  ask.mockRejectedValueOnce(problem(429, 'unavailable', { retryAfterSeconds: 40 }));
  const hook = await follow();
  await afterSeconds(39.9);
  expect(ask).toHaveBeenCalledTimes(1);
  await afterSeconds(0.1);
  expect(hook.current.view).toEqual(queued);
  await afterSeconds(3);
  expect(ask).toHaveBeenCalledTimes(3);
});

it('asks again when the page is shown before the first answer has come', async () => {
  ask.mockReturnValueOnce(new Promise(() => undefined));
  const hook = await follow();
  await fire(page.document, 'visibilitychange');
  expect(hook.current.view).toEqual(queued);
});

it('follows another job of the same page, whatever happens to the request for the first', async () => {
  const other = '5f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;
  const first = Promise.withResolvers<JobView>();
  ask.mockReturnValueOnce(first.promise);
  let shown = jobId;
  const hook = await renderHook(() => useJob(shown));
  shown = other;
  await hook.rerender();
  expect(ask.mock.calls.map(([asked]) => asked)).toEqual([jobId, other]);
  await acting(() => first.reject(new DOMException('left', 'AbortError')));
  expect(hook.current).toEqual({ view: queued, refresh: expect.any(Function) });
});

it('tells a lost connection from a missing answer, and asks again when the device is online', async () => {
  const hook = await follow();
  await fire(page.window, 'offline');
  expect(hook.current).toMatchObject({ view: queued, trouble: 'offline' });
  page.navigator.onLine = false;
  ask.mockRejectedValue(new TypeError('Failed to fetch'));
  await afterSeconds(3);
  expect(hook.current.trouble).toBe('offline');
  ask.mockResolvedValue(queued);
  await fire(page.window, 'online');
  expect(hook.current.trouble).toBeUndefined();
});

it('asks at once when the page comes back from the back/forward cache', async () => {
  await follow();
  await fire(page.window, 'pageshow', { persisted: false });
  expect(ask).toHaveBeenCalledTimes(1);
  await fire(page.window, 'pageshow', { persisted: true });
  expect(ask).toHaveBeenCalledTimes(2);
});

it('asks at once when the song leaves the list of recent songs, as another tab may have deleted it', async () => {
  await follow();
  await acting(() => {
    for (const listener of recentSongs.listeners) listener();
  });
  expect(ask).toHaveBeenCalledTimes(2);
});

it('keeps one timer, however often it asks', async () => {
  await follow();
  await fire(page.window, 'online');
  await fire(page.window, 'online');
  expect([ask.mock.calls.length, vi.getTimerCount()]).toEqual([3, 1]);
});

describe('with a socket', () => {
  const processing: JobView = {
    ...{ ...common, fileName: 'a.mp3', status: 'processing' },
    progress: { stage: 'separate', stageFraction: 0.5, overallFraction: 0.5 },
  };
  const live = (isLive: boolean) => acting(() => socket.setLive(jobId, isLive));

  it('shows what it tells, and hardly polls', async () => {
    const hook = await follow();
    await live(true);
    await afterSeconds(119);
    await acting(() => socket.tell(processing));
    expect(hook.current.view).toEqual(processing);
    await afterSeconds(119);
    expect(ask).toHaveBeenCalledTimes(1);
    await afterSeconds(1);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('polls again when it is lost, and stops when it is back', async () => {
    await follow();
    await live(true);
    await afterSeconds(30);
    await live(false);
    await afterSeconds(3);
    expect(ask).toHaveBeenCalledTimes(2);
    await live(true);
    await afterSeconds(60);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks at once when it says so', async () => {
    await follow();
    await live(true);
    await acting(() => socket.askFor(jobId));
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('ends it with the job, and hears nothing afterwards', async () => {
    const hook = await follow();
    await acting(() => socket.tell(cancelled));
    expect([hook.current.view, socket.followed()]).toEqual([cancelled, []]);
    await afterSeconds(200);
    expect([ask.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
  });

  it('ends it when a poll finds the job finished, and when the page is left', async () => {
    ask.mockResolvedValue(cancelled);
    await follow();
    expect(socket.followed()).toEqual([]);
    ask.mockResolvedValue(queued);
    const hook = await follow();
    expect(socket.followed()).toEqual([jobId]);
    await hook.unmount();
    expect(socket.followed()).toEqual([]);
  });

  it('forgets earlier trouble when it tells something', async () => {
    ask.mockRejectedValue(new TypeError('Failed to fetch'));
    const hook = await follow();
    expect(hook.current.trouble).toBe('unreachable');
    await acting(() => socket.tell(processing));
    expect(hook.current.trouble).toBeUndefined();
  });
});

it('refreshes on demand', async () => {
  const hook = await follow();
  ask.mockResolvedValue(cancelled);
  await acting(async () => expect(await hook.current.refresh()).toEqual(cancelled));
  expect(hook.current.view).toEqual(cancelled);
});

it('stops when the page is left, also while an answer is pending', async () => {
  const hook = await follow();
  const answer = Promise.withResolvers<JobView>();
  ask.mockReturnValue(answer.promise);
  await afterSeconds(3);
  await hook.unmount();
  expect(ask.mock.lastCall?.[1]?.aborted).toBe(true);
  answer.reject(new DOMException('left', 'AbortError'));
  await vi.advanceTimersByTimeAsync(100_000);
  page.window.dispatchEvent(new Event('online'));
  page.document.dispatchEvent(new Event('visibilitychange'));
  expect([ask.mock.calls.length, vi.getTimerCount(), recentSongs.listeners.size]).toEqual([
    2, 0, 0,
  ]);
});

it('stops its timer when the page is left between two polls', async () => {
  const hook = await follow();
  await hook.unmount();
  expect(vi.getTimerCount()).toBe(0);
});
