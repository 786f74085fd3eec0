import { expect, it } from 'vitest';
import { allBars } from '../../lib/bar-range.ts';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { excerptOf } from './excerpt.ts';

const a4 = noteOf({ step: 'A', alter: 0, octave: 4 });
/** A pickup and six measures. */
const measures = [0, 1, 2, 3, 4, 5, 6].map((number) =>
  measureOf([a4], 0, { number, startTick: number * 192 }),
);
const score = {
  ...scoreOf(measures),
  tempos: [
    { tick: 0, quarterBpm: 60 },
    { tick: 2 * 192, quarterBpm: 90 },
    { tick: 4 * 192, quarterBpm: 120 },
    { tick: 6 * 192, quarterBpm: 150 },
  ],
};

it('has the measures with these numbers, and the tempos that hold there', () => {
  const excerpt = excerptOf(score, { from: 3, to: 5 });
  expect(excerpt.measures).toEqual(measures.slice(3, 6));
  expect(excerpt.tempos).toEqual([
    { tick: 3 * 192, quarterBpm: 90 },
    { tick: 4 * 192, quarterBpm: 120 },
  ]);
});

it('all measures are the score itself', () => {
  expect(allBars(measures)).toEqual({ from: 1, to: 6 });
  expect(excerptOf(score, allBars(measures))).toBe(score);
});

it('the pickup belongs to bar 1', () => {
  expect(excerptOf(score, { from: 1, to: 1 }).measures).toEqual(measures.slice(0, 2));
});

it('numbers that no measure has count as the whole score', () => {
  expect(excerptOf(score, { from: 8, to: 9 })).toBe(score);
});
