import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../lib/testing/render-hook.ts';
import { isPanelOpen, useOpenPanel } from './open-panel.ts';

/** An element inside of what these selectors match. */
class FakeElement extends EventTarget {
  readonly #within: readonly string[];
  isConnected = true;
  focused = 0;
  constructor(...within: readonly string[]) {
    super();
    this.#within = within;
  }
  closest(selector: string) {
    return this.#within.includes(selector) ? this : null;
  }
  focus() {
    this.focused += 1;
  }
}

let page: ReturnType<typeof stubWindow>;
const button = new FakeElement();
beforeEach(() => {
  page = stubWindow({ document: { activeElement: button } });
  vi.stubGlobal('Element', FakeElement);
  vi.stubGlobal('HTMLElement', FakeElement);
});
afterEach(() => vi.unstubAllGlobals());

const press = (key: string) =>
  acting(() => page.window.dispatchEvent(Object.assign(new Event('keydown'), { key })));
const tap = (target: FakeElement) =>
  acting(() => {
    const event = new Event('click');
    Object.defineProperty(event, 'target', { value: target });
    page.document.dispatchEvent(event);
  });

async function openTwo() {
  const first = await renderHook(() => useOpenPanel('first', '[data-first]'));
  const second = await renderHook(() => useOpenPanel('second', '[data-second]'));
  await acting(() => first.current.toggle());
  return { first, second, areOpen: () => [first.current.isOpen, second.current.isOpen] };
}

it('opens one panel at a time', async () => {
  const { first, second, areOpen } = await openTwo();
  expect(areOpen()).toEqual([true, false]);
  await acting(() => second.current.toggle());
  expect(areOpen()).toEqual([false, true]);
  await acting(() => first.current.close());
  expect(areOpen()).toEqual([false, true]);
  await acting(() => second.current.toggle());
  expect([...areOpen(), isPanelOpen()]).toEqual([false, false, false]);
});

it('closes by Escape, which returns the focus', async () => {
  const { areOpen } = await openTwo();
  await press('a');
  expect(areOpen()).toEqual([true, false]);
  await press('Escape');
  expect([...areOpen(), button.focused]).toEqual([false, false, 1]);
});

it('closes by a tap beside it, and stays open by one inside', async () => {
  const { areOpen } = await openTwo();
  await tap(new FakeElement('[data-first]'));
  expect(areOpen()).toEqual([true, false]);
  await tap(Object.assign(new FakeElement(), { isConnected: false }));
  expect(areOpen()).toEqual([true, false]);
  await tap(new FakeElement('[data-second]'));
  expect(areOpen()).toEqual([false, false]);
});

it('closes when it leaves the page', async () => {
  const { first } = await openTwo();
  await first.unmount();
  expect(isPanelOpen()).toBe(false);
});
