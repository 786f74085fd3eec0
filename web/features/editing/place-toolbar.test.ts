import { expect, test } from 'vitest';
import { actionForKey, editForAction } from './note-edits.ts';
import { scrollToReveal, toolbarPosition } from './position-toolbar.ts';

const size = { width: 500, height: 100 };
const window = { width: 1000, height: 800 };
const noteAt = (left: number, top: number) => ({ left, right: left + 20, top, bottom: top + 80 });

test('the toolbar stands under its note, or above it where the player would cover it', () => {
  expect(toolbarPosition(noteAt(490, 200), size, window)).toEqual({ left: 250, top: 294 });
  expect(toolbarPosition(noteAt(490, 560), size, window)).toEqual({ left: 250, top: 446 });
});

test('the toolbar stays in the window, and waits at its foot for a note out of sight', () => {
  expect(toolbarPosition(noteAt(2, 200), size, window).left).toBe(8);
  expect(toolbarPosition(noteAt(970, 200), size, window).left).toBe(492);
  for (const note of [undefined, noteAt(490, -300), noteAt(490, 780)]) {
    expect(toolbarPosition(note, size, window)).toEqual({ left: 250, top: 590 });
  }
});

test('scrolls a selected note out from under what covers it, and no further', () => {
  expect(scrollToReveal({ top: 300, bottom: 380 }, 200, 800)).toBe(0);
  expect(scrollToReveal({ top: 150, bottom: 230 }, 200, 800)).toBe(-64);
  expect(scrollToReveal({ top: 600, bottom: 680 }, 200, 800)).toBe(100);
  expect(scrollToReveal({ top: 240, bottom: 900 }, 200, 800)).toBe(26);
});

test('keys mean the same in every language of the keyboard', () => {
  const press = (key: string, code: string, shiftKey = false) =>
    actionForKey({ key, code, shiftKey });
  expect(press('ArrowUp', 'ArrowUp')).toBe('up');
  expect(press('ArrowDown', 'ArrowDown', true)).toBe('octaveDown');
  expect([press('s', 'KeyS'), press('ㄴ', 'KeyS'), press('M', 'KeyM')]).toEqual([
    'split',
    'split',
    'merge',
  ]);
  expect(press('q', 'KeyQ')).toBeUndefined();
});

test('a note is split where the song stands in it, else in its middle', () => {
  const note = { id: 7, startTick: 48, endTick: 144 };
  const inside = { tick: 80, seconds: 1.7 };
  expect(editForAction('split', note, inside)).toEqual({ kind: 'split', note: 7, at: inside });
  expect(editForAction('split', note, { tick: 49, seconds: 1 })).toEqual({
    kind: 'split',
    note: 7,
  });
  expect(editForAction('octaveDown', note, inside)).toEqual({
    kind: 'transpose',
    note: 7,
    semitones: -12,
  });
  expect(editForAction('earlier', note, inside)).toEqual({ kind: 'move', note: 7, direction: -1 });
});
