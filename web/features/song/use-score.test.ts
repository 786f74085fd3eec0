import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useScore } from './use-score.ts';

const url = 'https://s3.example/score.json';
const links: ArtifactLinks = async () => ({ 'score.json': url });
const score = writtenScore(shortTune);

let page: ReturnType<typeof stubWindow>;
const fetch = vi.fn(async (_url: string, _init?: RequestInit) => Response.json(score));
beforeEach(() => {
  page = stubWindow();
  fetch.mockClear();
  vi.stubGlobal('fetch', fetch);
});
afterEach(() => vi.unstubAllGlobals());

it('fetches the score of a finished song', async () => {
  const hook = await renderHook(() => useScore(links));
  expect(hook.current).toEqual({ value: score, hasFailed: false });
  expect(fetch.mock.calls).toEqual([[url, { signal: expect.any(AbortSignal) }]]);
});

it.each([
  ['storage refuses it', async () => Response.json(score, { status: 403 })],
  ['it is not a score', async () => Response.json({ version: 2 })],
  ['the connection is lost', () => Promise.reject(new TypeError('Failed to fetch'))],
])('fails when %s, and retries when the device is online again', async (_, answer) => {
  fetch.mockImplementationOnce(answer);
  const hook = await renderHook(() => useScore(links));
  expect(hook.current).toEqual({ hasFailed: true });
  await acting(() => page.window.dispatchEvent(new Event('online')));
  expect(hook.current).toEqual({ value: score, hasFailed: false });
});

it('fails for a song without a score', async () => {
  const noLinks: ArtifactLinks = async () => ({});
  const hook = await renderHook(() => useScore(noLinks));
  expect([hook.current.hasFailed, fetch.mock.calls.length]).toEqual([true, 0]);
});

it('stops when the page is left', async () => {
  const answer = Promise.withResolvers<Response>();
  fetch.mockReturnValueOnce(answer.promise);
  const hook = await renderHook(() => useScore(links));
  await hook.unmount();
  expect(fetch.mock.lastCall?.[1]?.signal?.aborted).toBe(true);
});

it('does not report a failure of links that were replaced', async () => {
  const answer = Promise.withResolvers<Response>();
  fetch.mockReturnValueOnce(answer.promise);
  let current = links;
  const hook = await renderHook(() => useScore(current));
  current = async () => ({ 'score.json': 'https://s3.example/second' });
  await hook.rerender();
  await acting(() => answer.reject(new DOMException('Aborted', 'AbortError')));
  expect(hook.current).toEqual({ value: score, hasFailed: false });
});
