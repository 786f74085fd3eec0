import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeElement, type KeyPress, pressKey } from '../../lib/testing/press-key.ts';
import { renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useEditKeys } from './use-edit-keys.ts';
import type { Editing } from './use-editing.ts';

let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  page = stubWindow();
  vi.stubGlobal('Element', FakeElement);
});
afterEach(() => vi.unstubAllGlobals());

/** Opens the editor with a selected note, and presses keys in it. */
async function openEditor(changes: Partial<Editing> = {}) {
  const calls: string[] = [];
  const editing = {
    isOpen: true,
    selectedNote: 3,
    undo: () => calls.push('undo'),
    redo: () => calls.push('redo'),
    select: (note: number | undefined) => calls.push(`select ${note}`),
    ...changes,
  } as unknown as Editing;
  const onAction = (action: string) => calls.push(action);
  const onNeighbour = (direction: number) => calls.push(`neighbour ${direction}`);
  const hook = await renderHook(() => useEditKeys({ editing, onAction, onNeighbour }));
  // The player listens to the same keys.
  page.window.addEventListener('keydown', () => calls.push('player'));
  const press = (key: string, more: Partial<KeyPress> = {}) => {
    calls.length = 0;
    const isPrevented = pressKey(page.window, { key, code: key, ...more });
    return [...calls, ...(isPrevented ? ['prevented'] : [])];
  };
  return { hook, press };
}

it('passes the keys of a note on, before the player', async () => {
  const { press } = await openEditor();
  expect(press('ArrowUp')).toEqual(['up', 'prevented']);
  expect(press('ArrowUp', { shiftKey: true })).toEqual(['octaveUp', 'prevented']);
  expect(press('Escape')).toEqual(['select undefined', 'prevented']);
  expect(press('q')).toEqual(['player']);
});

it('goes to the neighbouring notes, and leaves Shift with an arrow to the player', async () => {
  const { press } = await openEditor();
  expect(press('ArrowLeft')).toEqual(['neighbour -1', 'prevented']);
  expect(press('ArrowRight')).toEqual(['neighbour 1', 'prevented']);
  expect(press('ArrowRight', { shiftKey: true })).toEqual(['player']);
});

it('without a selected note only finds one', async () => {
  const { press } = await openEditor({ selectedNote: undefined });
  expect(press('ArrowRight')).toEqual(['neighbour 1', 'prevented']);
  expect([press('ArrowUp'), press('Escape')]).toEqual([['player'], ['player']]);
});

describe.each(['ctrlKey', 'metaKey'])('%s', (modifier) => {
  it.each([
    ['KeyZ', false, ['undo', 'prevented']],
    ['KeyZ', true, ['redo', 'prevented']],
    ['KeyY', false, ['redo', 'prevented']],
    ['KeyS', false, ['player']],
  ])('with %s and Shift %s', async (code, shiftKey, calls) => {
    const { press } = await openEditor();
    expect(press('x', { code, shiftKey, [modifier]: true })).toEqual(calls);
  });
});

it('leaves keys in fields and with Alt alone', async () => {
  const { press } = await openEditor();
  expect(press('ArrowUp', { target: new FakeElement(true) })).toEqual(['player']);
  expect(press('ArrowUp', { target: new FakeElement(false) })).toEqual(['up', 'prevented']);
  expect(press('ArrowUp', { altKey: true })).toEqual(['player']);
});

it('leaves all keys to the player while the editor is closed or gone', async () => {
  const closed = await openEditor({ isOpen: false });
  expect(closed.press('ArrowUp')).toEqual(['player']);
  const { press, hook } = await openEditor();
  await hook.unmount();
  expect(press('ArrowUp')).toEqual(['player']);
});
