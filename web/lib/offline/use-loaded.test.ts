import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../testing/render-hook.ts';
import { useLoaded } from './use-loaded.ts';

const load = vi.fn<(signal: AbortSignal) => Promise<string>>();
let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  page = stubWindow();
  load.mockReset().mockResolvedValue('a card');
});
afterEach(() => vi.unstubAllGlobals());

it('loads a value once', async () => {
  const hook = await renderHook(() => useLoaded(load));
  expect(hook.current).toEqual({ value: 'a card', hasFailed: false });
  await hook.rerender();
  expect(load.mock.calls).toEqual([[expect.any(AbortSignal)]]);
});

it('loads it again when the device reconnects after a failure', async () => {
  load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const hook = await renderHook(() => useLoaded(load));
  expect(hook.current).toEqual({ hasFailed: true });
  await acting(() => page.window.dispatchEvent(new Event('online')));
  expect(hook.current).toEqual({ value: 'a card', hasFailed: false });
});

it('waits until the value is wanted', async () => {
  let wanted: typeof load | undefined;
  const hook = await renderHook(() => useLoaded(wanted));
  expect(hook.current).toEqual({ hasFailed: false });
  wanted = load;
  await hook.rerender();
  expect(hook.current).toEqual({ value: 'a card', hasFailed: false });
});

it('aborts when the page is left', async () => {
  load.mockReturnValueOnce(new Promise(() => undefined));
  const hook = await renderHook(() => useLoaded(load));
  await hook.unmount();
  expect(load.mock.lastCall?.[0].aborted).toBe(true);
});

it.each([
  ['failure', (first: PromiseWithResolvers<string>) => first.reject(new Error('Aborted'))],
  ['value', (first: PromiseWithResolvers<string>) => first.resolve('an old card')],
])('ignores the %s of a load that was replaced', async (_, end) => {
  const first = Promise.withResolvers<string>();
  load.mockReturnValueOnce(first.promise);
  let current: typeof load = load;
  const hook = await renderHook(() => useLoaded(current));
  current = vi.fn(async () => 'another card');
  await hook.rerender();
  await acting(() => end(first));
  expect(hook.current).toEqual({ value: 'another card', hasFailed: false });
});
