import { expect, it } from 'vitest';
import { floorMod } from './floor-mod.ts';

it.each([
  [14, 2],
  [12, 0],
  [11, 11],
  [-1, 11],
  [-12, 0],
  [-25, 11],
  [-0.5, 11.5],
])('takes %d modulo an octave of 12', (semitones, expected) => {
  expect(floorMod(semitones, 12)).toBe(expected);
});
