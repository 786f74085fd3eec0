import { expect, it } from 'vitest';
import { actionForKey, editForAction, noteActions } from './note-edits.ts';

// A half note: 96 ticks. An eighth of it is 12.
const note = { id: 7, startTick: 48, endTick: 144 };
const position = { tick: 80, seconds: 1.7 };
const edit = (action: (typeof noteActions)[number]) => {
  const { note: id, ...change } = editForAction(action, note, position) as { note: number };
  expect(id).toBe(7);
  return change;
};

it('each button makes one edit of its note', () => {
  expect(Object.fromEntries(noteActions.map((action) => [action, edit(action)]))).toEqual({
    up: { kind: 'transpose', semitones: 1 },
    down: { kind: 'transpose', semitones: -1 },
    octaveUp: { kind: 'transpose', semitones: 12 },
    octaveDown: { kind: 'transpose', semitones: -12 },
    earlier: { kind: 'move', direction: -1 },
    later: { kind: 'move', direction: 1 },
    shorter: { kind: 'resize', direction: -1 },
    longer: { kind: 'resize', direction: 1 },
    split: { kind: 'split', at: position },
    merge: { kind: 'merge' },
    delete: { kind: 'delete' },
  });
});

it('a note is split at the playback position in its inner three quarters, else in its middle', () => {
  const isSplitAt = (tick: number) => 'at' in editForAction('split', note, { tick, seconds: 1 });
  expect([47, 60, 60.1, 131.9, 132, 150].map(isSplitAt)).toEqual([
    false,
    false,
    true,
    true,
    false,
    false,
  ]);
});

const press = (key: string, { code = key, shiftKey = false } = {}) =>
  actionForKey({ key, code, shiftKey });

it('keys act on the selected note', () => {
  const keys = ['ArrowUp', 'ArrowDown', ',', '.', '[', ']', 'Delete', 'Backspace', 'q'];
  expect(keys.map((key) => press(key))).toEqual([
    'up',
    'down',
    'earlier',
    'later',
    'shorter',
    'longer',
    'delete',
    'delete',
    undefined,
  ]);
});

it('Shift makes an octave of a semitone, and changes nothing else', () => {
  expect(press('ArrowUp', { shiftKey: true })).toBe('octaveUp');
  expect(press('ArrowDown', { shiftKey: true })).toBe('octaveDown');
  expect(press('Delete', { shiftKey: true })).toBe('delete');
});

it('letters work in every keyboard layout', () => {
  expect(press('s', { code: 'KeyS' })).toBe('split');
  expect(press('ㄴ', { code: 'KeyS' })).toBe('split');
  expect(press('M', { code: 'KeyM' })).toBe('merge');
  expect([press('ㅂ', { code: 'KeyQ' }), press('x', { code: 'AltKeyS' })]).toEqual([
    undefined,
    undefined,
  ]);
  expect(press('x', { code: 'KeySM' })).toBeUndefined();
});
