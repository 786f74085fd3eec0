import { type JobView, jobViewSchema } from '@my-pitch/shared/api';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { areFresh, useFreshLinks } from './use-fresh-links.ts';

const minuteMs = 60_000;

beforeEach(() => {
  stubWindow();
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type CompletedView = Extract<JobView, { status: 'completed' }>;
const viewWith = (url: string) =>
  jobViewSchema.parse({
    jobId: '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21',
    createdAt: '2026-01-02T03:04:05.000Z',
    fileName: 'a.mp3',
    status: 'completed',
    completedAt: '2026-01-02T03:05:05.000Z',
    durationSeconds: 60,
    resultsExpireAt: '2026-01-09T03:05:05.000Z',
    links: { 'score.json': url },
    linksExpireAt: '2026-01-02T04:05:05.000Z',
  }) as CompletedView;
const [first, second] = [viewWith('https://s3.example/1'), viewWith('https://s3.example/2')];

it('renews links, which work for an hour, a minute early and after the clock was set back', () => {
  expect(areFresh(0, 0)).toBe(true);
  expect(areFresh(0, 59 * minuteMs - 1)).toBe(true);
  expect(areFresh(0, 59 * minuteMs)).toBe(false);
  expect(areFresh(5 * minuteMs, 0)).toBe(false);
});

it('returns the links at hand while they are fresh, and refreshed ones after that', async () => {
  const refresh = vi.fn(async (): Promise<JobView> => second);
  const hook = await renderHook(() => useFreshLinks(first, refresh));
  expect(await hook.current()).toEqual(first.links);
  vi.setSystemTime(59 * minuteMs);
  expect(await hook.current()).toEqual(second.links);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it('counts the age of links from the view that brought them', async () => {
  let view = first;
  const refresh = async (): Promise<JobView> => first;
  const hook = await renderHook(() => useFreshLinks(view, refresh));
  vi.setSystemTime(58 * minuteMs);
  view = second;
  await hook.rerender();
  vi.setSystemTime(100 * minuteMs);
  expect(await hook.current()).toEqual(second.links);
});

it('throws when the song is gone', async () => {
  const { jobId, createdAt } = first;
  const refresh = async (): Promise<JobView> => ({ jobId, createdAt, status: 'expired' });
  const hook = await renderHook(() => useFreshLinks(first, refresh));
  vi.setSystemTime(60 * minuteMs);
  await expect(hook.current()).rejects.toThrow('no longer');
});
