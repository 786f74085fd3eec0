import { expect, it } from 'vitest';
import { tracePath } from './rhythm-path.ts';

it('adds up the intervals of a path from its first onset', () => {
  const first = { previous: undefined, ticks: 144, secondsPerQuarter: 0.5 };
  const second = { previous: first, ticks: 48, secondsPerQuarter: 0.6 };
  const third = { previous: second, ticks: 24, secondsPerQuarter: 0.7 };
  expect(tracePath(third)).toEqual({ ticks: [144, 192, 216], secondsPerQuarter: [0.5, 0.6, 0.7] });
});
