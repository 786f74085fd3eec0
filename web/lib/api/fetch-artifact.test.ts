import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { fetchArtifact, fetchArtifactJson } from './fetch-artifact.ts';

const links = async () => ({ 'score.mid': 'https://storage.example/mid' });
const fetch = vi.fn(async (url: string, _init?: RequestInit) => Response.json({ url }));
beforeEach(() => {
  fetch.mockClear();
  vi.stubGlobal('fetch', fetch);
});
afterEach(() => vi.unstubAllGlobals());

it('fetches the artifact of a link', async () => {
  const { signal } = new AbortController();
  const response = await fetchArtifact(links, 'score.mid', { signal });
  expect(await response.json()).toEqual({ url: 'https://storage.example/mid' });
  expect(fetch.mock.calls).toEqual([['https://storage.example/mid', { signal }]]);
});

it('fails without a link', async () => {
  await expect(fetchArtifact(links, 'bass.m4a')).rejects.toThrow('This song has no bass.m4a');
  expect(fetch).not.toHaveBeenCalled();
});

it('fails when storage refuses', async () => {
  fetch.mockResolvedValueOnce(new Response('', { status: 403 }));
  await expect(fetchArtifact(links, 'score.mid')).rejects.toThrow('403');
});

it('parses JSON, and fails when it is something else', async () => {
  const schema = z.object({ url: z.url() });
  const other = z.object({ url: z.number() });
  const parsed = fetchArtifactJson(links, 'score.mid', schema);
  expect(await parsed).toEqual({ url: 'https://storage.example/mid' });
  await expect(fetchArtifactJson(links, 'score.mid', other)).rejects.toThrow(z.ZodError);
});

it('sends the request with a function of the caller', async () => {
  const prefetched = vi.fn(async () => Response.json('prefetched'));
  expect(await fetchArtifactJson(links, 'score.mid', z.string(), { fetch: prefetched })).toBe(
    'prefetched',
  );
  expect(fetch).not.toHaveBeenCalled();
});
