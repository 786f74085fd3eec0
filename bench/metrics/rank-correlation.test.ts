import { expect, it } from 'vitest';
import { rankCorrelation } from './rank-correlation.ts';

it('is 1 for any rising relation and −1 for any falling one', () => {
  const values = [3, 1, 4, 1.5, 9, 2.6];
  expect(rankCorrelation(values.map((x) => [x, Math.exp(x)]))).toBeCloseTo(1, 9);
  expect(rankCorrelation(values.map((x) => [x, -x]))).toBeCloseTo(-1, 9);
});

it('gives equal values their mean rank', () => {
  // Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: Pearson's correlation of the ranks.
  const pairs = [
    [1, 1],
    [2, 3],
    [2, 2],
    [5, 4],
  ] as const;
  expect(rankCorrelation(pairs)).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 9);
});

it('is 0 if one side is constant', () => {
  expect(
    rankCorrelation([
      [1, 2],
      [2, 2],
      [3, 2],
    ]),
  ).toBe(0);
});
