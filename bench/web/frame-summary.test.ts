import { expect, test } from 'vitest';
import { summariseFrames } from './frame-summary.ts';

test('frames are summed up by their middle, their slow end and those that never came', () => {
  const smooth = Array.from({ length: 60 }, () => 1000 / 60);
  expect(summariseFrames(smooth).dropped).toBe(0);
  const halting = [...smooth.slice(0, 57), 3 * (1000 / 60)];
  const { p50, p95, dropped } = summariseFrames(halting);
  expect(p50).toBeCloseTo(16.67, 1);
  expect(p95).toBeCloseTo(16.67, 1);
  expect(dropped).toBeCloseTo(2 / 60, 5);
});
