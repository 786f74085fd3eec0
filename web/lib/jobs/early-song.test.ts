import { parse } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { JobId } from '@my-pitch/shared/ids';
import { afterEach, expect, test, vi } from 'vitest';
import { earlySongScript, earlyTitle, fetchEarly, songNameOf } from './early-song.ts';

const id = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;
const job = {
  status: 'completed',
  fileName: 'A song.mp3',
  links: { 'score.json': 'https://storage.example/score' },
};

afterEach(() => {
  globalThis.earlySong = undefined;
});

function runEarly(path: string, answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const title = { textContent: '' };
  const page: Record<string, unknown> = {
    URLSearchParams,
    location: new URL(path, 'https://page.example'),
    document: { addEventListener: () => undefined, querySelectorAll: () => [title] },
    fetch: async (url: string) => {
      asked.push(url);
      return url in answers ? Response.json(answers[url]) : new Response('', { status: 404 });
    },
  };
  runInNewContext(earlySongScript, page);
  globalThis.earlySong = page.earlySong as typeof globalThis.earlySong;
  return { asked, title };
}

test('a finished song is named and its score asked for before the page comes alive', async () => {
  const { asked, title } = runEarly(`/song?id=${id}`, {
    [`/api/jobs/${id}`]: job,
    'https://storage.example/score': { measures: [] },
  });
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(title.textContent).toBe('A song');
  expect(earlyTitle(id)).toBe('A song');
  expect(earlyTitle('another' as JobId)).toBeUndefined();
  // The answers are still whole for the page.
  expect(await (await fetchEarly(`/api/jobs/${id}`)).json()).toEqual(job);
  expect(await (await fetchEarly('https://storage.example/score')).json()).toEqual({
    measures: [],
  });
  expect(globalThis.earlySong?.answers.size).toBe(0);
});

test('the page is told what the API answers when there is no song', async () => {
  const { title } = runEarly(`/song?id=${id}`, {});
  expect((await fetchEarly(`/api/jobs/${id}`)).status).toBe(404);
  expect(title.textContent).toBe('');
});

test.each(['/', '/song', '/song?id=../../secrets', `/?id=${id}`])('%s asks for nothing', (path) => {
  expect(runEarly(path, {}).asked).toEqual([]);
});

test('an answer that comes after the page was left is refused', async () => {
  runEarly(`/song?id=${id}`, { [`/api/jobs/${id}`]: job });
  const signal = AbortSignal.abort();
  await expect(fetchEarly(`/api/jobs/${id}`, { signal })).rejects.toThrow();
});

test.each(['song.mp3', 'a.b.wav', '.mp3', 'song', 'song.'])(
  '%s is called as the worker does',
  (name) => {
    expect(songNameOf(name)).toBe(parse(name).name);
  },
);
