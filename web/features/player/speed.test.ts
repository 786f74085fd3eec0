import { expect, it } from 'vitest';
import { changeSpeed } from './speed.ts';

it('changes in increments of 0.05 from 0.5 to 1.5', () => {
  expect(changeSpeed(1, 1)).toBe(1.05);
  expect(changeSpeed(1, -1)).toBe(0.95);
  expect(changeSpeed(0.5, -1)).toBe(0.5);
  expect(changeSpeed(1.5, 1)).toBe(1.5);
  expect(changeSpeed(0.55, -1)).toBe(0.5);
});

it('rounds to the nearest increment, without rounding errors', () => {
  expect(changeSpeed(1.02, 0)).toBe(1);
  expect(changeSpeed(1.03, 0)).toBe(1.05);
  const speeds = Array.from({ length: 20 }).reduce<number[]>(
    (all) => [...all, changeSpeed(all.at(-1)!, 1)],
    [0.5],
  );
  expect(speeds.map(String).every((text) => text.length <= 4)).toBe(true);
  expect(speeds.at(-1)).toBe(1.5);
});
