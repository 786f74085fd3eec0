import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../testing/render-hook.ts';

const limits = { maxUploadBytes: 1000, maxDurationSeconds: 60 };

/** The module without answers cached by other tests. */
const freshLimits = () => import('./limits.ts');

beforeEach(() => void vi.resetModules());
afterEach(() => void vi.unstubAllGlobals());

it('writes a duration limit in minutes, never rounded up', async () => {
  const { limitMinutes } = await freshLimits();
  expect([900, 90, 100].map(limitMinutes)).toEqual([15, 1.5, 1.6]);
});

it('asks once for the limits in force', async () => {
  const { fetchLimits } = await freshLimits();
  const fetch = vi.fn(async (_path: string, _init: RequestInit) => Response.json(limits));
  vi.stubGlobal('fetch', fetch);
  expect(await Promise.all([fetchLimits(), fetchLimits()])).toEqual([limits, limits]);
  expect(await fetchLimits()).toEqual(limits);
  expect(fetch.mock.calls).toEqual([
    ['/api/limits', { priority: 'low', signal: expect.any(AbortSignal) }],
  ]);
});

it('waits 20 seconds for an answer, as a cold start of the API can take long', async () => {
  const { fetchLimits } = await freshLimits();
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  vi.stubGlobal('fetch', async () => Response.json(limits));
  await fetchLimits();
  expect(timeout.mock.calls).toEqual([[20_000]]);
  timeout.mockRestore();
});

it('asks again after an answer that is missing or invalid', async () => {
  const { fetchLimits } = await freshLimits();
  const answers = [
    () => Promise.reject(new TypeError('offline')),
    async () => Response.json({ maxUploadBytes: 'many' }),
    async () => Response.json(limits),
  ];
  vi.stubGlobal('fetch', () => answers.shift()?.());
  expect([await fetchLimits(), await fetchLimits(), await fetchLimits()]).toEqual([
    undefined,
    undefined,
    limits,
  ]);
});

it('shows the default limits until the API answers', async () => {
  stubWindow();
  const answer = Promise.withResolvers<Response>();
  vi.stubGlobal('fetch', () => answer.promise);
  const { useLimits } = await import('./use-limits.ts');
  const { defaultLimits } = await import('@my-pitch/shared/limits');
  const hook = await renderHook(useLimits);
  expect(hook.current).toBe(defaultLimits);
  await acting(() => answer.resolve(Response.json(limits)));
  expect(hook.current).toEqual(limits);
});

it('keeps the default limits without an answer', async () => {
  stubWindow();
  vi.stubGlobal('fetch', async () => new Response('', { status: 500 }));
  const { useLimits } = await import('./use-limits.ts');
  const { defaultLimits } = await import('@my-pitch/shared/limits');
  expect((await renderHook(useLimits)).current).toBe(defaultLimits);
});
