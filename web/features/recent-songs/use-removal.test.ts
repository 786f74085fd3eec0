import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem, deleteJob } from '../../lib/api/api-client.ts';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { type RecentSong, recentSongs, rememberSong } from './recent-songs.ts';
import { useRemoval } from './use-removal.ts';

vi.mock('../../lib/api/api-client.ts', { spy: true });
const onServer = vi.mocked(deleteJob);

const song: RecentSong = {
  jobId: '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId,
  ownerToken: 'A'.repeat(43) as OwnerToken,
  fileName: 'a.mp3',
  createdAt: '2026-01-02T03:04:05.000Z',
};
const editsKey = `my-pitch.edits.${song.jobId}`;
const problem = (status: number) =>
  new ApiProblem({ type: 'about:blank', title: '', status, detail: '', code: 'not-found' });

beforeEach(() => {
  stubWindow();
  vi.stubGlobal('localStorage', memoryStorage());
  rememberSong(song);
  localStorage.setItem(editsKey, '{}');
  onServer.mockReset().mockResolvedValue(undefined);
});
afterEach(() => vi.unstubAllGlobals());

async function confirmRemoval() {
  const onRemoved = vi.fn(async () => undefined);
  const hook = await renderHook(() => useRemoval(onRemoved));
  await acting(() => hook.current.ask(song));
  expect(hook.current).toMatchObject({ asked: song, state: 'idle' });
  await acting(() => hook.current.remove());
  return { hook, onRemoved };
}
const isOnDevice = () => recentSongs().length > 0 && localStorage.getItem(editsKey) !== null;

it('deletes a song on the server, then with its edits on the device', async () => {
  const { hook, onRemoved } = await confirmRemoval();
  expect(onServer).toHaveBeenCalledWith(song.jobId, song.ownerToken);
  expect([recentSongs(), localStorage.getItem(editsKey)]).toEqual([[], null]);
  expect([hook.current.asked, onRemoved.mock.calls.length]).toEqual([undefined, 1]);
});

it('waits for a busy server and goes on', async () => {
  vi.useFakeTimers();
  const problem = { type: 'about:blank', title: '', detail: '', code: 'unavailable' } as const;
  onServer.mockRejectedValueOnce(
    new ApiProblem({ ...problem, status: 429, retryAfterSeconds: 30 }),
  );
  const hook = await renderHook(() => useRemoval(async () => undefined));
  await acting(() => hook.current.ask(song));
  await acting(() => void hook.current.remove());
  expect(hook.current.state).toBe('busy');
  // Up to a quarter longer.
  await acting(() => vi.advanceTimersByTimeAsync(37_500));
  expect([onServer.mock.calls.length, recentSongs()]).toEqual([2, []]);
  vi.useRealTimers();
});

it('is busy until the server has answered', async () => {
  const answer = Promise.withResolvers<void>();
  onServer.mockReturnValue(answer.promise);
  const hook = await renderHook(() => useRemoval(async () => undefined));
  await acting(() => hook.current.ask(song));
  let removed = Promise.resolve();
  await acting(() => {
    removed = hook.current.remove();
  });
  expect(hook.current).toMatchObject({ asked: song, state: 'busy' });
  await acting(() => {
    answer.resolve();
    return removed;
  });
  expect(hook.current.asked).toBeUndefined();
});

it('deletes on the device what is already gone from the server', async () => {
  onServer.mockRejectedValue(problem(404));
  await confirmRemoval();
  expect(isOnDevice()).toBe(false);
});

it.each([problem(403), new TypeError('Failed to fetch')])(
  'keeps the song on the device after %o',
  async (error) => {
    onServer.mockRejectedValue(error);
    const { hook, onRemoved } = await confirmRemoval();
    expect(hook.current).toMatchObject({ asked: song, state: 'failed' });
    expect([isOnDevice(), onRemoved.mock.calls.length]).toEqual([true, 0]);
    await acting(() => hook.current.ask(song));
    expect(hook.current.state).toBe('idle');
  },
);

it('does nothing before it asked, or after the user declined', async () => {
  const hook = await renderHook(() => useRemoval(async () => undefined));
  await acting(() => hook.current.remove());
  await acting(() => hook.current.ask(song));
  await acting(() => hook.current.close());
  await acting(() => hook.current.remove());
  expect(onServer).not.toHaveBeenCalled();
});
