import { expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../testing/render-hook.ts';
import { useWakeLock } from './use-wake-lock.ts';

async function screen(request: () => Promise<unknown>) {
  stubWindow({ navigator: { wakeLock: { request: vi.fn(request) } } });
  const hook = await renderHook(() => useWakeLock(true));
  const set = (isWanted: boolean) => acting(() => hook.rerender(() => useWakeLock(isWanted)));
  return { ...hook, set };
}

it('keeps the screen on until it is no longer wanted', async () => {
  const release = vi.fn(async () => undefined);
  const { set } = await screen(async () => ({ release }));
  expect(release).not.toHaveBeenCalled();
  await set(false);
  expect(release).toHaveBeenCalledOnce();
});

it('lets the screen sleep where the device refuses', async () => {
  const { set } = await screen(() => Promise.reject(new DOMException('', 'NotAllowedError')));
  await set(false);
  expect(navigator.wakeLock.request).toHaveBeenCalledWith('screen');
});

it('does nothing where the browser cannot', async () => {
  stubWindow();
  const hook = await renderHook(() => useWakeLock(true));
  await expect(hook.unmount()).resolves.toBeUndefined();
});
