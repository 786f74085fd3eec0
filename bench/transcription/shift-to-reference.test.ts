import { expect, it } from 'vitest';
import { shiftToReference } from './shift-to-reference.ts';

const note = (startSeconds: number) => ({ startSeconds, endSeconds: startSeconds + 0.4, midi: 60 });

it('shifts all notes by the median difference, despite outliers', () => {
  const reference = [note(0), note(1), note(2), note(3)];
  const late = [note(0.05), note(1.05), note(2.09), note(5)];
  const moved = shiftToReference(reference, late);
  moved.forEach(({ startSeconds, endSeconds }, i) => {
    expect(startSeconds).toBeCloseTo([0, 1, 2.04, 4.95][i]!, 9);
    expect(endSeconds - startSeconds).toBeCloseTo(0.4, 9);
  });
  expect(shiftToReference([], late)).toEqual(late);
});
