import { afterEach, expect, it, vi } from 'vitest';
import { renderHook } from '../../lib/testing/render-hook.ts';
import { useClearRow } from './reveal-row.ts';
import { stubScrolledWindow } from './testing/stub-scrolled-window.ts';

afterEach(() => vi.unstubAllGlobals());

it('scrolls the row clear of a toolbar that grows, and not when it is clear', async () => {
  const scrolled: number[] = [];
  const observed: unknown[] = [];
  let grow: () => void = () => undefined;
  const toolbar = { offsetHeight: 100 };
  stubScrolledWindow({
    scrolled,
    elements: () => ({ '[data-edit-toolbar]': toolbar }),
    globals: {
      ResizeObserver: class {
        constructor(resized: () => void) {
          grow = resized;
        }
        observe = (element: unknown) => observed.push(element);
        disconnect = () => observed.splice(0);
      },
    },
  });
  const row = { left: 0, right: 980, top: 440, bottom: 560 };
  const anchor = () => ({ target: row, row });
  const hook = await renderHook(() =>
    useClearRow({ current: toolbar as unknown as HTMLElement }, anchor),
  );
  expect(observed).toEqual([toolbar]);
  grow();
  // 110 pixels of player, 100 of toolbar, and 10 between them: 580 are left, of which the row takes 570.
  expect(scrolled).toEqual([]);
  toolbar.offsetHeight = 180;
  grow();
  expect(scrolled).toEqual([70]);
  await hook.unmount();
  expect(observed).toEqual([]);
});
