import { afterEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../testing/render-hook.ts';
import { useIsOnline } from './use-is-online.ts';
import { useOfflineShell } from './use-offline-shell.ts';
import { useReconnect } from './use-reconnect.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const fire = (target: EventTarget, name: string) =>
  acting(() => target.dispatchEvent(new Event(name)));

it('follows whether the device is online', async () => {
  const { window, navigator } = stubWindow();
  const hook = await renderHook(useIsOnline);
  expect(hook.current).toBe(true);
  navigator.onLine = false;
  await fire(window, 'offline');
  expect(hook.current).toBe(false);
  navigator.onLine = true;
  await fire(window, 'online');
  expect(hook.current).toBe(true);
});

it('counts reconnects after a failure only', async () => {
  const { window } = stubWindow();
  let hasFailed = false;
  const hook = await renderHook(() => useReconnect(hasFailed));
  await fire(window, 'online');
  expect(hook.current).toBe(0);
  hasFailed = true;
  await hook.rerender();
  await fire(window, 'online');
  await fire(window, 'online');
  expect(hook.current).toBe(2);
});

function openPage(readyState: string) {
  vi.useFakeTimers();
  const register = vi.fn(() => Promise.reject(new DOMException('private window')));
  const page = stubWindow({ navigator: { serviceWorker: { register } }, document: { readyState } });
  return { ...page, register };
}

it('registers the service worker three seconds after the page is loaded', async () => {
  const { register, window } = openPage('loading');
  await renderHook(useOfflineShell);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(register).not.toHaveBeenCalled();
  window.dispatchEvent(new Event('load'));
  await vi.advanceTimersByTimeAsync(2999);
  expect(register).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(register).toHaveBeenCalledWith('/service-worker.js');
});

it('registers it after a load that came before', async () => {
  const { register } = openPage('complete');
  await renderHook(useOfflineShell);
  await vi.advanceTimersByTimeAsync(3000);
  expect(register).toHaveBeenCalledTimes(1);
});

it('works in browsers without service workers', async () => {
  stubWindow();
  await expect(renderHook(useOfflineShell)).resolves.toBeDefined();
});
