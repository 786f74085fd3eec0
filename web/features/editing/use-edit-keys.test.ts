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
async function openEditor(changes: Partial<Editing> = {}, areOn = true) {
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
  const onName = (name: string) => calls.push(`name ${name}`);
  const onAdd = () => calls.push('add');
  const onBeat = (unit: string) => calls.push(unit);
  const handlers = { editing, areOn, onAction, onName, onAdd, onBeat, onNeighbour };
  const hook = await renderHook(() => useEditKeys(handlers));
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

it('names a note, or adds one', async () => {
  const { press } = await openEditor();
  expect(press('a', { code: 'KeyA' })).toEqual(['name A', 'prevented']);
  expect(press('ㅠ', { code: 'KeyB' })).toEqual(['name B', 'prevented']);
  expect(press('n', { code: 'KeyN' })).toEqual(['add', 'prevented']);
});

it('adds a note without a selection', async () => {
  const { press } = await openEditor({ selectedNote: undefined });
  expect(press('g', { code: 'KeyG' })).toEqual(['name G', 'prevented']);
  expect(press('n', { code: 'KeyN' })).toEqual(['add', 'prevented']);
});

it('moves a beat to the playback position', async () => {
  const { press } = await openEditor();
  expect(press('t', { code: 'KeyT' })).toEqual(['beat', 'prevented']);
  expect(press('T', { code: 'KeyT', shiftKey: true })).toEqual(['barline', 'prevented']);
});

it('changes the pitch of a chosen place and leaves it', async () => {
  const place = { startTick: 0, endTick: 48, measureNumber: 1, isRest: true, midi: 60 };
  const { press } = await openEditor({ selectedNote: undefined, place });
  expect(press('ArrowUp')).toEqual(['up', 'prevented']);
  expect(press('Escape')).toEqual(['select undefined', 'prevented']);
});

it('with the keys switched off only undoes and deselects', async () => {
  const { press } = await openEditor({}, false);
  expect(['ArrowUp', 'KeyA', 'KeyN', 'ArrowRight', 'KeyS'].map((code) => press(code))).toEqual(
    Array(5).fill(['player']),
  );
  expect(press('z', { code: 'KeyZ', ctrlKey: true })).toEqual(['undo', 'prevented']);
  expect(press('Escape')).toEqual(['select undefined', 'prevented']);
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
