import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useFinishedSong } from './use-finished-song.ts';

type Load = NonNullable<Parameters<typeof useFinishedSong>[1]>;
const FinishedSong: Awaited<ReturnType<Load>>['FinishedSong'] = vi.fn();
const load = vi.fn<Load>();

let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  page = stubWindow();
  load.mockReset().mockResolvedValue({ FinishedSong });
});
afterEach(() => vi.unstubAllGlobals());

const lost = () => Promise.reject(new TypeError('Failed to fetch'));

it('loads the component once, while the song is still processed', async () => {
  let isCompleted = false;
  const hook = await renderHook(() => useFinishedSong(isCompleted, load));
  expect(hook.current).toEqual({ FinishedSong, hasFailed: false });
  isCompleted = true;
  await hook.rerender();
  expect(load).toHaveBeenCalledTimes(1);
});

it('ignores a failure until the song is finished', async () => {
  load.mockImplementation(lost);
  let isCompleted = false;
  const hook = await renderHook(() => useFinishedSong(isCompleted, load));
  expect(hook.current).toEqual({ hasFailed: false });
  isCompleted = true;
  await hook.rerender();
  expect([hook.current, load.mock.calls.length]).toEqual([{ hasFailed: true }, 2]);
});

it('tries again when the device reconnects', async () => {
  load.mockImplementationOnce(lost);
  const hook = await renderHook(() => useFinishedSong(true, load));
  expect(hook.current).toEqual({ hasFailed: true });
  await acting(() => page.window.dispatchEvent(new Event('online')));
  expect(hook.current).toEqual({ FinishedSong, hasFailed: false });
});

it('ignores a failure that a later attempt replaced', async () => {
  const first = Promise.withResolvers<Awaited<ReturnType<Load>>>();
  load.mockReturnValueOnce(first.promise);
  let isCompleted = true;
  const hook = await renderHook(() => useFinishedSong(isCompleted, load));
  isCompleted = false;
  await hook.rerender();
  await acting(() => first.reject(new TypeError('Failed to fetch')));
  expect(hook.current).toEqual({ FinishedSong, hasFailed: false });
  expect(load).toHaveBeenCalledTimes(2);
});

it('ignores a component that arrives after the page was left', async () => {
  const first = Promise.withResolvers<Awaited<ReturnType<Load>>>();
  load.mockReturnValueOnce(first.promise);
  const hook = await renderHook(() => useFinishedSong(true, load));
  await hook.unmount();
  first.resolve({ FinishedSong });
  await first.promise;
  expect(hook.current).toEqual({ hasFailed: false });
});
