import { beforeEach, expect, it, vi } from 'vitest';
import { renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useFullScreen } from './use-full-screen.ts';

let page: ReturnType<typeof stubWindow>;
const exitFullscreen = vi.fn(async () => undefined);
const onLeave = vi.fn();
beforeEach(() => {
  page = stubWindow({ document: { fullscreenElement: null, exitFullscreen } });
  exitFullscreen.mockClear();
  onLeave.mockClear();
});

/** An element whose full screen the user or the browser may end. */
async function show(requestFullscreen?: () => Promise<void>) {
  const element = { requestFullscreen } as unknown as HTMLElement;
  const ref = { current: element };
  const hook = await renderHook(() => useFullScreen(ref, onLeave));
  const change = (shown: HTMLElement | null) => {
    Object.assign(page.document, { fullscreenElement: shown });
    page.document.dispatchEvent(new Event('fullscreenchange'));
  };
  return { element, hook, change };
}

it('tells when the user leaves the full screen', async () => {
  const { element, change } = await show(async () => undefined);
  change(element);
  expect(onLeave).not.toHaveBeenCalled();
  change(null);
  expect(onLeave).toHaveBeenCalledOnce();
});

it('leaves the full screen when it is closed otherwise', async () => {
  const { element, hook, change } = await show(async () => undefined);
  change(element);
  await hook.unmount();
  expect(exitFullscreen).toHaveBeenCalledOnce();
  change(null);
  expect(onLeave).not.toHaveBeenCalled();
});

it('stays in the window where the browser refuses or cannot', async () => {
  const refused = await show(() => Promise.reject(new TypeError('Fullscreen request denied')));
  await refused.hook.unmount();
  const unable = await show();
  await unable.hook.unmount();
  expect([exitFullscreen.mock.calls.length, onLeave.mock.calls.length]).toEqual([0, 0]);
});
