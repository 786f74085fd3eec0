import type { JobView, Problem } from '@my-pitch/shared/api';
import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem, getJob } from '../../lib/api/api-client.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import type { RecentSong } from './recent-songs.ts';
import { useSongStatuses } from './use-song-statuses.ts';

vi.mock('../../lib/api/api-client.ts', { spy: true });
const socket = await vi.hoisted(async () =>
  (await import('../../lib/testing/fake-song-socket.ts')).fakeSongSocket(),
);
vi.mock('../../lib/socket/browser-socket.ts', () => ({ followSong: socket.followSong }));
const ask = vi.mocked(getJob);

const createdAt = '2026-01-02T03:04:05.000Z';
const songs = ['1', '2', '3', '4', '5'].map(
  (id): RecentSong => ({
    jobId: id as JobId,
    ownerToken: 'token' as OwnerToken,
    fileName: `${id}.mp3`,
    createdAt,
  }),
);
const queued = (jobId: JobId): JobView => ({
  jobId,
  createdAt,
  fileName: 'a.mp3',
  status: 'queued',
  position: 1,
});
const expired = (jobId: JobId): JobView => ({ jobId, createdAt, status: 'expired' });
const problem = (status: number, code: Problem['code'], more: Partial<Problem> = {}) =>
  new ApiProblem({ type: 'about:blank', title: '', status, detail: '', code, ...more });

let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  page = stubWindow();
  ask.mockReset().mockImplementation(async (jobId) => expired(jobId));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const afterSeconds = (seconds: number) => acting(() => vi.advanceTimersByTimeAsync(seconds * 1000));

it('asks for at most four songs at once', async () => {
  const answers: (() => void)[] = [];
  ask.mockImplementation(
    (jobId) => new Promise((resolve) => answers.push(() => resolve(expired(jobId)))),
  );
  const hook = await renderHook(() => useSongStatuses(songs));
  expect(ask).toHaveBeenCalledTimes(4);
  await acting(() => {
    for (const answer of answers) answer();
  });
  expect(ask).toHaveBeenCalledTimes(5);
  await acting(() => answers.at(-1)?.());
  expect([...hook.current.keys()]).toEqual(['1', '2', '3', '4', '5']);
});

it('polls unfinished songs every six seconds until all are finished', async () => {
  ask.mockImplementation(async (jobId) => (jobId === '1' ? queued(jobId) : expired(jobId)));
  const hook = await renderHook(() => useSongStatuses(songs.slice(0, 2)));
  expect(ask).toHaveBeenCalledTimes(2);
  await afterSeconds(5.9);
  expect(ask).toHaveBeenCalledTimes(2);
  ask.mockImplementation(async (jobId) => expired(jobId));
  await afterSeconds(0.1);
  expect(ask.mock.calls.slice(2).map(([jobId]) => jobId)).toEqual(['1']);
  expect(hook.current.get('1')).toEqual(expired('1' as JobId));
  expect(vi.getTimerCount()).toBe(0);
});

it('knows songs that do not exist from songs without an answer, which it asks for again', async () => {
  ask
    .mockRejectedValueOnce(problem(404, 'not-found'))
    .mockRejectedValueOnce(new TypeError('Failed to fetch'))
    .mockRejectedValueOnce(problem(500, 'internal-error'));
  const hook = await renderHook(() => useSongStatuses(songs.slice(0, 3)));
  expect([...hook.current.values()]).toEqual(['gone', 'unknown', 'unknown']);
  await afterSeconds(6);
  expect(ask.mock.calls.slice(3).map(([jobId]) => jobId)).toEqual(['2', '3']);
});

it('asks a busy server for nothing more until it may', async () => {
  const busy = problem(429, 'unavailable', { retryAfterSeconds: 40 });
  ask.mockRejectedValueOnce(busy);
  await renderHook(() => useSongStatuses(songs));
  expect(ask).toHaveBeenCalledTimes(4);
  await afterSeconds(39.9);
  expect(ask).toHaveBeenCalledTimes(4);
  await afterSeconds(0.1);
  // The first song, and the fifth.
  expect(ask).toHaveBeenCalledTimes(6);
});

it('asks nothing in a hidden tab, and at once when it is shown or online again', async () => {
  ask.mockImplementation(async (jobId) => queued(jobId));
  await renderHook(() => useSongStatuses(songs.slice(0, 1)));
  page.document.hidden = true;
  await afterSeconds(60);
  expect(ask).toHaveBeenCalledTimes(1);
  page.document.hidden = false;
  await acting(() => page.document.dispatchEvent(new Event('visibilitychange')));
  expect(ask).toHaveBeenCalledTimes(2);
  await acting(() => page.window.dispatchEvent(new Event('online')));
  expect([ask.mock.calls.length, vi.getTimerCount()]).toEqual([3, 1]);
});

it('asks for the songs of a new list, and ignores late answers about the old one', async () => {
  const late = Promise.withResolvers<JobView>();
  ask.mockReturnValueOnce(late.promise);
  let listed = songs.slice(0, 1);
  const hook = await renderHook(() => useSongStatuses(listed));
  listed = songs.slice(1, 2);
  await hook.rerender();
  expect(ask.mock.calls.map(([jobId]) => jobId)).toEqual(['1', '2']);
  await acting(() => late.resolve(expired('1' as JobId)));
  expect([...hook.current.keys()]).toEqual(['2']);
});

it('stops when the page is left', async () => {
  ask.mockImplementation(async (jobId) => queued(jobId));
  const hook = await renderHook(() => useSongStatuses(songs.slice(0, 1)));
  await hook.unmount();
  page.window.dispatchEvent(new Event('online'));
  expect([ask.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
});

it('follows unfinished songs on the socket, and polls the others only', async () => {
  ask.mockImplementation(async (jobId) => (jobId === '3' ? expired(jobId) : queued(jobId)));
  const hook = await renderHook(() => useSongStatuses(songs.slice(0, 3)));
  expect(socket.followed()).toEqual(['1', '2']);
  await acting(() => socket.setLive('1', true));
  await afterSeconds(6);
  expect(ask.mock.calls.slice(3).map(([jobId]) => jobId)).toEqual(['2']);
  await acting(() => socket.tell(expired('1' as JobId)));
  expect(hook.current.get('1')).toEqual(expired('1' as JobId));
  expect(socket.followed()).toEqual(['2']);
  await hook.unmount();
  expect(socket.followed()).toEqual([]);
});

it('asks for a song when the socket says so, and for all of a lost socket', async () => {
  ask.mockImplementation(async (jobId) => queued(jobId));
  await renderHook(() => useSongStatuses(songs.slice(0, 2)));
  for (const id of ['1', '2']) await acting(() => socket.setLive(id, true));
  await acting(() => socket.askFor('2'));
  expect(ask.mock.calls.slice(2).map(([jobId]) => jobId)).toEqual(['2']);
  await afterSeconds(6);
  expect(ask).toHaveBeenCalledTimes(3);
  for (const id of ['1', '2']) await acting(() => socket.setLive(id, false));
  await afterSeconds(6);
  expect(ask).toHaveBeenCalledTimes(5);
});
