import { expect, it } from 'vitest';
import { advance, redo, startHistory, undo } from './history.ts';

/** A history of numbers after these edits. */
const after = (...numbers: readonly number[]) => numbers.reduce(advance<number>, startHistory(0));

it('undoes and redoes one edit at a time', () => {
  const edited = after(1, 2);
  const undone = undo(undo(edited));
  expect(undone).toEqual({ past: [], present: 0, future: [1, 2] });
  expect(redo(undone)).toEqual({ past: [0], present: 1, future: [2] });
  expect(redo(redo(undone))).toEqual(edited);
});

it('has nothing to redo after a new edit', () => {
  const edited = advance(undo(after(1, 2)), 3);
  expect(edited).toEqual({ past: [0, 1], present: 3, future: [] });
  expect(redo(edited)).toBe(edited);
});

it('keeps what can be redone when an edit changes nothing', () => {
  const undone = undo(after(1, 2));
  expect(advance(undone, 1)).toEqual({ past: [0], present: 1, future: [2] });
});

it('has nothing to undo before the first edit', () => {
  const history = startHistory(0);
  expect(undo(history)).toBe(history);
  expect(redo(history)).toBe(history);
});

it('undoes at most 300 edits', () => {
  const numbers = Array.from({ length: 301 }, (_, index) => index + 1);
  const { past, present } = after(...numbers);
  expect([past.length, past[0], present]).toEqual([300, 1, 301]);
});
