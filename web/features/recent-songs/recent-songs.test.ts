import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import { afterEach, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import {
  describeSong,
  forgetSong,
  type RecentSong,
  recentSongs,
  rememberSong,
  subscribeRemoval,
  titleOf,
} from './recent-songs.ts';
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

it('shows a song by the title it was given, and keeps what else is known of it', () => {
  const storage = openStorage();
  for (const number of [1, 2]) rememberSong(songNumber(number), storage);
  const { jobId } = songNumber(1);
  const description = { title: '내 노래', durationSeconds: 61, melody: [[0, 20, 12]] } as const;
  describeSong(jobId, description, storage);
  describeSong(songNumber(3).jobId, description, storage);
  expect(recentSongs(storage).map(titleOf)).toEqual(['2', '내 노래']);
  expect(recentSongs(storage)[1]).toEqual({ ...songNumber(1), ...description });
  describeSong(jobId, { ...description, title: '' }, storage);
  expect(recentSongs(storage).map(titleOf)).toEqual(['2', '1']);
});

it('lists a song without its description when that is invalid', () => {
  const storage = openStorage();
  const broken = { ...songNumber(1), title: 4, durationSeconds: '1', melody: [['a', 1, 2]] };
  storage.setItem(key, JSON.stringify([broken]));
  expect(recentSongs(storage)).toEqual([songNumber(1)]);
});

it('reports a description only when it changes something', () => {
  stubWindow();
  const storage = openStorage();
  const write = vi.spyOn(storage, 'setItem');
  rememberSong(songNumber(1), storage);
  const description = { title: 'One', durationSeconds: 61, melody: [] };
  for (let times = 0; times < 3; times++) {
    describeSong(songNumber(1).jobId, description, storage);
  }
  expect(write).toHaveBeenCalledTimes(2);
});

it('tells of a song that leaves the list, not of other changes', () => {
  stubWindow();
  vi.stubGlobal('localStorage', openStorage());
  for (const number of [1, 2]) rememberSong(songNumber(number));
  const { jobId } = songNumber(1);
  const onRemoval = vi.fn();
  const unsubscribe = subscribeRemoval(jobId, onRemoval);
  describeSong(jobId, { title: 'One', durationSeconds: 61, melody: [] });
  forgetSong(songNumber(2).jobId);
  expect(onRemoval).not.toHaveBeenCalled();
  forgetSong(jobId);
  forgetSong(jobId);
  expect(onRemoval).toHaveBeenCalledTimes(1);
  unsubscribe();
});
