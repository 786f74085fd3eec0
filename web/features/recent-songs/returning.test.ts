import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import { afterEach, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { type RecentSong, recentSongs, rememberSong } from './recent-songs.ts';
import { returningScript } from './returning.ts';
import { useReturningMark } from './use-returning-mark.ts';

const songNumber = (number: number): RecentSong => ({
  jobId: `3f2b8c1e-7a54-4d0b-9c36-${String(number).padStart(12, '0')}` as JobId,
  ownerToken: 'A'.repeat(43) as OwnerToken,
  fileName: `${number}.mp3`,
  createdAt: '2026-01-02T03:04:05.000Z',
});

function fakeRoot() {
  const marks = new Set<string>();
  const places: Record<string, unknown> = {};
  const documentElement = {
    toggleAttribute: (name: string, isOn: boolean) => {
      if (isOn) marks.add(name);
      else marks.delete(name);
    },
    style: {
      setProperty: (name: string, value: unknown) => Object.assign(places, { [name]: value }),
    },
  };
  return { marks, places, documentElement };
}

afterEach(() => vi.unstubAllGlobals());

it.each([0, 1, 12])(
  'with %i songs the script marks the page as the list does later',
  async (count) => {
    const storage = memoryStorage() as unknown as Storage;
    for (let number = 0; number < count; number++) rememberSong(songNumber(number), storage);
    const early = fakeRoot();
    new Function('localStorage', 'document', returningScript)(storage, early);
    const late = fakeRoot();
    stubWindow({ document: { documentElement: late.documentElement } });
    await renderHook(() => useReturningMark(recentSongs(storage)));
    expect([...early.marks]).toEqual([...late.marks]);
    expect([early.marks.size, early.places]).toEqual([
      count > 0 ? 1 : 0,
      { '--recent-songs': Math.min(count, 8) },
    ]);
  },
);

it('the script survives a list that it cannot read', () => {
  for (const stored of ['nonsense', '{}', 'null']) {
    const { marks, places, documentElement } = fakeRoot();
    const storage = { getItem: () => stored };
    new Function('localStorage', 'document', returningScript)(storage, { documentElement });
    expect([marks.size, places]).toEqual([0, { '--recent-songs': 0 }]);
  }
});
