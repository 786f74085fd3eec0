import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { FakeElement, type KeyPress, pressKey } from '../../lib/testing/press-key.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { usePlayerKeys } from './use-player-keys.ts';

let page: ReturnType<typeof stubWindow>;
let storage: ReturnType<typeof memoryStorage>;
beforeEach(() => {
  storage = memoryStorage();
  page = stubWindow({ globals: { Element: FakeElement, localStorage: storage } });
});
afterEach(() => vi.unstubAllGlobals());

async function open() {
  const calls: string[] = [];
  const player = { target: () => 0, toggle: () => calls.push('toggle') };
  const target = { player, timeline: [], measures: [] };
  const hook = await renderHook(() => usePlayerKeys(target as never));
  /** The player's reaction to a key, and whether the page's own reaction is prevented. */
  const press = (code: string, more: Partial<KeyPress> = {}) => {
    calls.length = 0;
    const isPrevented = pressKey(page.window, { code, ...more });
    return [...calls, ...(isPrevented ? ['prevented'] : [])];
  };
  return { hook, press };
}

it('performs the action of a key, and prevents the page from scrolling', async () => {
  const { press } = await open();
  expect(press('Space')).toEqual(['toggle', 'prevented']);
  expect(press('KeyQ')).toEqual([]);
});

it.each(['altKey', 'ctrlKey', 'metaKey'])(
  'leaves keys with %s to the browser',
  async (modifier) => {
    const { press } = await open();
    expect(press('Space', { [modifier]: true })).toEqual([]);
  },
);

it('leaves keys to a field, and to a part of the page that has used them', async () => {
  const { press } = await open();
  expect(press('Space', { target: new FakeElement(true) })).toEqual([]);
  expect(press('Space', { target: new FakeElement(false) })).toEqual(['toggle', 'prevented']);
  expect(press('Space', { isUsed: true })).toEqual(['prevented']);
});

it('is switched off and on for this device', async () => {
  const { hook, press } = await open();
  expect(hook.current.areOn).toBe(true);
  await acting(() => hook.current.setOn(false));
  expect(hook.current.areOn).toBe(false);
  expect(press('Space')).toEqual([]);
  const later = await open();
  expect(later.hook.current.areOn).toBe(false);
  await acting(() => later.hook.current.setOn(true));
  expect((await open()).hook.current.areOn).toBe(true);
});

it('listens to no keys after the page was left', async () => {
  const { hook, press } = await open();
  await hook.unmount();
  expect(press('Space')).toEqual([]);
});
