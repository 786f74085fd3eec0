import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import { afterEach, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { forgetSong, type RecentSong, recentSongs, rememberSong } from './recent-songs.ts';
import { useRecentSongs } from './use-recent-songs.ts';

const key = 'my-pitch.songs';
const songNumber = (number: number): RecentSong => ({
  jobId: `3f2b8c1e-7a54-4d0b-9c36-${String(number).padStart(12, '0')}` as JobId,
  ownerToken: 'A'.repeat(43) as OwnerToken,
  fileName: `${number}.mp3`,
  createdAt: '2026-01-02T03:04:05.000Z',
});
const namesIn = (storage: Storage) => recentSongs(storage).map(({ fileName }) => fileName);
const openStorage = (maxValueLength?: number) =>
  memoryStorage(maxValueLength) as unknown as Storage;

afterEach(() => vi.unstubAllGlobals());

it('lists songs from the newest, each once', () => {
  const storage = openStorage();
  for (const number of [1, 2, 1]) rememberSong(songNumber(number), storage);
  expect(namesIn(storage)).toEqual(['1.mp3', '2.mp3']);
  forgetSong(songNumber(1).jobId, storage);
  expect(namesIn(storage)).toEqual(['2.mp3']);
});

it('keeps the newest 50', () => {
  const storage = openStorage();
  for (let number = 1; number <= 51; number++) rememberSong(songNumber(number), storage);
  const names = namesIn(storage);
  expect([names.length, names[0], names.at(-1)]).toEqual([50, '51.mp3', '2.mp3']);
});

it('counts a list that it cannot read as empty', () => {
  const storage = openStorage();
  for (const stored of ['nonsense', '{}', '[{"jobId":"1"}]']) {
    storage.setItem(key, stored);
    expect(recentSongs(storage)).toEqual([]);
  }
});

it('lists nothing when storage is full', () => {
  const storage = openStorage(10);
  rememberSong(songNumber(1), storage);
  expect(recentSongs(storage)).toEqual([]);
});

it('follows changes in this tab and in others', async () => {
  const { window } = stubWindow();
  const storage = openStorage();
  vi.stubGlobal('localStorage', storage);
  const hook = await renderHook(useRecentSongs);
  expect(hook.current).toEqual([]);
  await acting(() => rememberSong(songNumber(1)));
  expect(hook.current).toHaveLength(1);
  const change = (changed: string | null) =>
    acting(() => window.dispatchEvent(Object.assign(new Event('storage'), { key: changed })));
  storage.setItem(key, JSON.stringify([songNumber(2), songNumber(3)]));
  await change('my-pitch.options');
  expect(hook.current).toHaveLength(1);
  await change(key);
  expect(hook.current).toHaveLength(2);
  storage.removeItem(key);
  await change(null);
  expect(hook.current).toEqual([]);
  await hook.unmount();
  const read = vi.spyOn(storage, 'getItem');
  await change(key);
  expect(read).not.toHaveBeenCalled();
  rememberSong(songNumber(4));
  // Only to keep the others.
  expect(read).toHaveBeenCalledTimes(1);
});
