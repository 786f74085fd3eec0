import { type JobView, jobViewSchema } from '@my-pitch/shared/api';
import type { OwnerToken } from '@my-pitch/shared/ids';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { recentSongs, rememberSong } from './recent-songs.ts';
import { useDescriptions } from './use-descriptions.ts';

const views = Array.from({ length: 10 }, (_, number) =>
  jobViewSchema.parse({
    jobId: `3f2b8c1e-7a54-4d0b-9c36-${String(number).padStart(12, '0')}`,
    fileName: `${number}.mp3`,
    status: 'completed',
    createdAt: '2026-01-02T03:04:05.000Z',
    completedAt: '2026-01-02T03:05:05.000Z',
    durationSeconds: 61,
    resultsExpireAt: '2026-01-09T03:05:05.000Z',
    links: {},
    linksExpireAt: '2026-01-02T04:05:05.000Z',
  }),
);
const description = { title: 'Sung', durationSeconds: 61, melody: [[0, 20, 12]] } as const;
const fetchDescription = vi.fn(async ({ jobId }: JobView) => {
  if (jobId === views[1]?.jobId) throw new Error('no connection');
  return description;
});
const load = async () => ({ fetchDescription });

beforeEach(() => {
  stubWindow();
  vi.stubGlobal('localStorage', memoryStorage());
  fetchDescription.mockClear();
  for (const { jobId, createdAt } of views.toReversed()) {
    const ownerToken = 'A'.repeat(43) as OwnerToken;
    rememberSong({ jobId, ownerToken, fileName: 'a.mp3', createdAt });
  }
});
afterEach(() => vi.unstubAllGlobals());

it('describes the first finished songs once, also when one cannot be fetched', async () => {
  const statuses = new Map(views.map((view) => [view.jobId as string, view]));
  const hook = await renderHook(() => useDescriptions(recentSongs(), statuses, load));
  await acting(() => vi.waitFor(() => expect(fetchDescription).toHaveBeenCalledTimes(8)));
  await hook.rerender();
  const described = recentSongs().map(({ melody }) => melody !== undefined);
  expect(described).toEqual([true, false, ...Array(6).fill(true), false, false]);
  expect(fetchDescription).toHaveBeenCalledTimes(8);
});

it('asks for no song that is not finished', async () => {
  const statuses = new Map(views.map(({ jobId }) => [jobId as string, 'unknown' as const]));
  await renderHook(() => useDescriptions(recentSongs(), statuses, load));
  expect(fetchDescription).not.toHaveBeenCalled();
});
