import { type JobView, jobViewSchema } from '@my-pitch/shared/api';
import { languages } from '@my-pitch/shared/language';
import { expect, test } from 'vitest';
import { en } from '../../lib/messages/en.ts';
import { ko } from '../../lib/messages/ko.ts';
import { composeTitle } from './use-song-title.ts';

const messages = { en, ko };
const job = {
  jobId: '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21',
  createdAt: '2026-01-02T03:04:05.000Z',
};

test.each(languages)(
  'the window’s title needs no name for a song that is gone (%s)',
  (language) => {
    const { song } = messages[language];
    for (const status of ['cancelled', 'expired'] as const) {
      const view: JobView = jobViewSchema.parse({ ...job, status });
      expect(composeTitle(view, messages[language])).toBe(`${song[status]} · My Pitch`);
    }
  },
);

test('a song that is there is named in the window’s title', () => {
  const view = jobViewSchema.parse({
    ...job,
    fileName: '아침 이슬.mp3',
    status: 'failed',
    failureCode: 'no-audio',
  });
  expect(composeTitle(view, messages.en)).toBe(
    `${messages.en.song.failed} · 아침 이슬.mp3 · My Pitch`,
  );
});
