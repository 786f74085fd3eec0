import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { picturedComparison } from '../../e2e/states/pictured-comparison.ts';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useComparison } from './use-comparison.ts';

const url = 'https://s3.example/comparison.json';
const links: ArtifactLinks = async () => ({ 'comparison.json': url });
const comparison = picturedComparison();

let page: ReturnType<typeof stubWindow>;
const fetch = vi.fn(async (_url: string, _init?: RequestInit) => Response.json(comparison));
beforeEach(() => {
  page = stubWindow();
  fetch.mockClear();
  vi.stubGlobal('fetch', fetch);
});
afterEach(() => vi.unstubAllGlobals());

it('fetches the comparison of a take', async () => {
  const hook = await renderHook(() => useComparison(links));
  expect(hook.current).toEqual({ value: comparison, hasFailed: false });
  expect(fetch.mock.calls).toEqual([[url, { signal: expect.any(AbortSignal) }]]);
});

it.each([
  ['storage refuses it', async () => Response.json(comparison, { status: 403 })],
  ['it is none', async () => Response.json({ version: 2 })],
  ['the connection is lost', () => Promise.reject(new TypeError('Failed to fetch'))],
])('fails when %s, and retries when the device is online again', async (_, answer) => {
  fetch.mockImplementationOnce(answer);
  const hook = await renderHook(() => useComparison(links));
  expect(hook.current).toEqual({ hasFailed: true });
  await acting(() => page.window.dispatchEvent(new Event('online')));
  expect(hook.current).toEqual({ value: comparison, hasFailed: false });
});
