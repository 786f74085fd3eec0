import { expect, it } from 'vitest';
import { transposeToReference } from './transpose-to-reference.ts';

const note = (startSeconds: number, midi: number) => ({
  startSeconds,
  endSeconds: startSeconds + 0.4,
  midi,
});

it('transposes all notes by the median interval, despite outliers', () => {
  const reference = [note(0, 60), note(1, 62), note(2, 64)];
  const sung = [note(0, 57.6), note(1.01, 59.6), note(2, 70), note(9, 50)];
  const moved = transposeToReference(reference, sung).map(({ midi }) => midi);
  moved.forEach((midi, i) => {
    expect(midi).toBeCloseTo([60, 62, 72.4, 52.4][i]!, 6);
  });
});
