import { jobOptionsSchema } from '@my-pitch/shared/job';
import { afterEach, expect, it, vi } from 'vitest';
import { sendSong } from './send-song.ts';

afterEach(() => vi.unstubAllGlobals());

it('asks the API for nothing while the browser is offline', async () => {
  const browser = { onLine: false };
  vi.stubGlobal('navigator', browser);
  const isOnlineAtRequest: boolean[] = [];
  vi.stubGlobal('fetch', async () => {
    isOnlineAtRequest.push(browser.onLine);
    const problem = { title: 'Too large', status: 413, detail: '', code: 'too-large' };
    return Response.json(problem, { status: 413 });
  });
  const song = { file: new File(['sound'], 'a.mp3'), options: jobOptionsSchema.parse({}) };
  const sent = sendSong(song, {
    signal: new AbortController().signal,
    onPause: () => undefined,
    onProgress: () => undefined,
    onRead: () => undefined,
    sleep: async () => {
      browser.onLine = true;
    },
  });
  await expect(sent).rejects.toMatchObject({ code: 'too-large' });
  expect(isOnlineAtRequest).toEqual([true]);
});
