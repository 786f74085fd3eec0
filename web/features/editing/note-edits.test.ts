import { expect, it } from 'vitest';
import { playerKeys } from '../player/player-keys.ts';
import { actionForKey, editForAction, nameForKey, noteActions } from './note-edits.ts';

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

const press = (code: string, shiftKey = false) => actionForKey({ code, shiftKey });

it('keys act on the selected note', () => {
  const codes = ['ArrowUp', 'ArrowDown', 'Comma', 'Period', 'KeyS', 'KeyJ', 'Delete', 'Backspace'];
  expect(codes.map((code) => press(code))).toEqual([
    'up',
    'down',
    'earlier',
    'later',
    'split',
    'merge',
    'delete',
    'delete',
  ]);
  expect(press('KeyQ')).toBeUndefined();
});

it('with Shift the arrows move by an octave, and the comma and the period change the length', () => {
  const codes = ['ArrowUp', 'ArrowDown', 'Comma', 'Period', 'Delete'];
  expect(codes.map((code) => press(code, true))).toEqual([
    'octaveUp',
    'octaveDown',
    'shorter',
    'longer',
    undefined,
  ]);
});

it('letters from A to G name a note', () => {
  const names = ['KeyA', 'KeyG', 'KeyH', 'KeyAB'].map((code) =>
    nameForKey({ code, shiftKey: false }),
  );
  expect(names).toEqual(['A', 'G', undefined, undefined]);
  expect(nameForKey({ code: 'KeyA', shiftKey: true })).toBeUndefined();
});

it('no key has one meaning in the editor and another in the player', () => {
  const isShared = (code: string, shiftKey: boolean) =>
    actionForKey({ code, shiftKey }) !== undefined ||
    nameForKey({ code, shiftKey }) !== undefined ||
    ['KeyN', 'KeyT'].includes(code);
  const shared = playerKeys.flatMap(({ codes }) =>
    codes.filter((code) => isShared(code, false) || isShared(code, true)),
  );
  expect(shared).toEqual([]);
});
