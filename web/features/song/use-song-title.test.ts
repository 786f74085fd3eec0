import { type JobView, jobViewSchema } from '@my-pitch/shared/api';
import { afterEach, expect, it, vi } from 'vitest';
import { en } from '../../lib/messages/en.ts';
import { ko } from '../../lib/messages/ko.ts';
import { renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { composeTitle, useSongTitle } from './use-song-title.ts';

const job = {
  jobId: '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21',
  createdAt: '2026-01-02T03:04:05.000Z',
};
const named = { ...job, fileName: '아침 이슬.mp3' };
const progress = { stage: 'pitch', stageFraction: 0.5, overallFraction: 0.559 };
const title = (view: object, messages = en) => composeTitle(jobViewSchema.parse(view), messages);

afterEach(() => vi.unstubAllGlobals());

it.each([en, ko])('a cancelled or expired song has no name any more', (messages) => {
  const { song } = messages;
  expect(title({ ...job, status: 'cancelled' }, messages)).toBe(`${song.cancelled} · My Pitch`);
  expect(title({ ...job, status: 'expired' }, messages)).toBe(`${song.expired} · My Pitch`);
});

it.each([
  [{ status: 'awaiting-upload' }, `${en.song.awaiting} · `],
  [{ status: 'queued', position: 3 }, '#3 · '],
  [{ status: 'processing', progress }, '55% · '],
  [{ status: 'failed', failureCode: 'no-audio' }, `${en.song.failed} · `],
])('%o comes before the name of the song', (status, mark) => {
  expect(title({ ...named, ...status })).toBe(`${mark}아침 이슬 · My Pitch`);
});

it('a finished song has only its name, or the title that the user has given it', () => {
  const completed = {
    ...named,
    status: 'completed',
    completedAt: job.createdAt,
    durationSeconds: 60,
    resultsExpireAt: job.createdAt,
    links: {},
    linksExpireAt: job.createdAt,
  };
  expect(title(completed)).toBe('아침 이슬 · My Pitch');
  expect(composeTitle(jobViewSchema.parse(completed), en, 'Morning dew')).toBe(
    'Morning dew · My Pitch',
  );
  expect(composeTitle(jobViewSchema.parse(completed), en, '')).toBe('아침 이슬 · My Pitch');
  expect(composeTitle(undefined, en)).toBe('My Pitch');
});

it('the window shows the title, and a missing song', async () => {
  const { document } = stubWindow();
  const view: JobView = jobViewSchema.parse({ ...named, status: 'queued', position: 3 });
  let trouble: string | undefined;
  const hook = await renderHook(() => useSongTitle(view, trouble, undefined));
  expect(document.title).toBe('#3 · 아침 이슬 · My Pitch');
  trouble = 'not-found';
  await hook.rerender();
  expect(document.title).toBe(ko.song.notFound);
});
