import { expect, it } from 'vitest';
import { copyZeroPadded } from './copy-zero-padded.ts';

const sound = Float32Array.of(1, 2, 3);

it.each([
  [0, [1, 2]],
  [1, [2, 3]],
  [-1, [0, 1]],
  [2, [3, 0]],
  [-2, [0, 0]],
  [-9, [0, 0]],
  [3, [0, 0]],
  [9, [0, 0]],
])('copies from sample %d on, with zeros outside of the sound', (start, expected) => {
  const into = Float32Array.of(7, 7);
  copyZeroPadded(sound, start, into);
  expect([...into]).toEqual(expected);
});

it('pads both sides of a sound that is shorter than the target', () => {
  const into = new Float32Array(6).fill(7);
  copyZeroPadded(sound, -1, into);
  expect([...into]).toEqual([0, 1, 2, 3, 0, 0]);
});
