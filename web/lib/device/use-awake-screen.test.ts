import { beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../testing/render-hook.ts';
import { useAwakeScreen } from './use-awake-screen.ts';

let page: ReturnType<typeof stubWindow>;
let held = 0;
const request = vi.fn(async (): Promise<{ release: () => Promise<void> }> => {
  held += 1;
  return {
    release: async () => {
      held -= 1;
    },
  };
});
beforeEach(() => {
  held = 0;
  request.mockClear();
  page = stubWindow({
    document: { visibilityState: 'visible' },
    navigator: { wakeLock: { request } },
  });
});

it('keeps the screen on only while it is wanted', async () => {
  let isOn = false;
  const hook = await renderHook(() => useAwakeScreen(isOn));
  expect(held).toBe(0);
  isOn = true;
  await hook.rerender();
  expect(held).toBe(1);
  isOn = false;
  await hook.rerender();
  expect(held).toBe(0);
});

it('asks again when the page is shown after it was hidden', async () => {
  await renderHook(() => useAwakeScreen(true));
  Object.assign(page.document, { visibilityState: 'hidden' });
  await acting(() => page.document.dispatchEvent(new Event('visibilitychange')));
  Object.assign(page.document, { visibilityState: 'visible' });
  await acting(() => page.document.dispatchEvent(new Event('visibilitychange')));
  expect(request).toHaveBeenCalledTimes(2);
});

it('lets go of a lock that comes too late', async () => {
  const late = Promise.withResolvers<{ release: () => Promise<void> }>();
  request.mockImplementationOnce(() => late.promise);
  const hook = await renderHook(() => useAwakeScreen(true));
  await hook.unmount();
  const release = vi.fn(async () => undefined);
  late.resolve({ release });
  await late.promise;
  await vi.waitFor(() => expect(release).toHaveBeenCalledOnce());
});

it('does without where the browser cannot, or refuses', async () => {
  request.mockImplementationOnce(() => Promise.reject(new DOMException('low battery')));
  const refused = await renderHook(() => useAwakeScreen(true));
  await refused.unmount();
  stubWindow();
  const unable = await renderHook(() => useAwakeScreen(true));
  await unable.unmount();
  expect(held).toBe(0);
});
