import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useLazy } from './use-lazy.ts';

const load = vi.fn<() => Promise<string>>();
let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  page = stubWindow();
  load.mockReset().mockResolvedValue('a card');
});
afterEach(() => vi.unstubAllGlobals());

it('loads a part once', async () => {
  const hook = await renderHook(() => useLazy(load));
  expect(hook.current).toEqual({ part: 'a card', hasFailed: false });
  await hook.rerender();
  expect(load).toHaveBeenCalledTimes(1);
});

it('loads it again when the device reconnects after a failure', async () => {
  load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const hook = await renderHook(() => useLazy(load));
  expect(hook.current).toEqual({ hasFailed: true });
  await acting(() => page.window.dispatchEvent(new Event('online')));
  expect(hook.current).toEqual({ part: 'a card', hasFailed: false });
});
