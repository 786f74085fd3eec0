import { expect, it } from 'vitest';
import { Random } from './random.ts';
import { uploadsAtRate, uploadsWithin } from './uploads.ts';

const count = 20_000;
const draw = (seed: number, next: (random: Random) => number) => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => next(random)).toSorted((a, b) => a - b);
};
const at = (sorted: readonly number[], share: number) => sorted[Math.floor(share * count)];
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

it('is the same for the same seed, and another one for the next', () => {
  expect(new Random(1).fraction()).toBe(new Random(1).fraction());
  expect(Math.abs(new Random(1).fraction() - new Random(2).fraction())).toBeGreaterThan(0.01);
});

it('spreads values around the median, with one in twenty above the 95th percentile', () => {
  const values = draw(1, (random) => random.spread({ median: 100, p95: 250 }));
  expect(at(values, 0.5)).toBeCloseTo(100, -1);
  expect((at(values, 0.95) ?? 0) / 250).toBeCloseTo(1, 1);
  // Log-normal: as far below the median by ratio as above.
  expect((at(values, 0.05) ?? 0) / 40).toBeCloseTo(1, 1);
});

it('waits for independent events as long as their rate says', () => {
  const values = draw(1, (random) => random.exponential(0.1));
  expect(mean(values) / 10).toBeCloseTo(1, 1);
  expect((at(values, 0.5) ?? 0) / (10 * Math.LN2)).toBeCloseTo(1, 1);
  expect(new Random(1).exponential(0)).toBe(Number.POSITIVE_INFINITY);
});

it('chooses each index as often', () => {
  const values = draw(1, (random) => random.index(4));
  for (const index of [0, 1, 2, 3]) {
    expect(values.filter((value) => value === index).length / count).toBeCloseTo(0.25, 1);
  }
});

it('places a given number of uploads in a period, in order', () => {
  const times = uploadsWithin(new Random(1), count, 100);
  expect(times).toEqual(times.toSorted());
  expect(times.length).toBe(count);
  expect(mean([...times])).toBeCloseTo(50, 0);
  expect(Math.max(...times)).toBeLessThan(100);
});

it('follows a rate that changes', () => {
  const times = uploadsAtRate(new Random(1), 2000, 10, (seconds) => (seconds < 1000 ? 2 : 8));
  expect(times).toEqual(times.toSorted());
  expect(times.filter((seconds) => seconds < 1000).length / 2000).toBeCloseTo(1, 1);
  expect(times.filter((seconds) => seconds >= 1000).length / 8000).toBeCloseTo(1, 1);
});
