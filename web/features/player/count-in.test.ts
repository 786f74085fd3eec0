import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { composeBeats } from './beats.ts';
import { composeCountIn } from './count-in.ts';
import { driftingScore } from './testing/drifting-score.ts';

const pitch = { step: 'A', alter: 0, octave: 4 } as const;
const beats = composeBeats(driftingScore, 12);

const distances = (countIn: ReturnType<typeof composeCountIn>) =>
  countIn.clicks.map(({ secondsBefore }) => Number(secondsBefore.toFixed(6)));

it('on a beat it is one measure in the tempo of that beat', () => {
  const countIn = composeCountIn(driftingScore, beats, 1);
  expect(distances(countIn)).toEqual([2.04, 1.53, 1.02, 0.51]);
  expect(countIn.leadSeconds).toBeCloseTo(2.04, 9);
  expect(countIn.clicks.map(({ isDownbeat }) => isDownbeat)).toEqual([true, false, false, false]);
});

it('between beats its last click is on the beat before', () => {
  // 0.2 s before the second beat, which lasts 0.53 s.
  const countIn = composeCountIn(driftingScore, beats, 1.31);
  expect(distances(countIn)).toEqual([1.92, 1.39, 0.86, 0.33]);
  expect(countIn.leadSeconds).toBeCloseTo(1.92, 9);
});

it('a position within a millisecond of a beat is on it', () => {
  expect(distances(composeCountIn(driftingScore, beats, 1.5105)).at(-1)).toBeCloseTo(0.53, 2);
  expect(distances(composeCountIn(driftingScore, beats, 1.5095)).at(-1)).toBeCloseTo(0.53, 2);
});

it('accents the downbeat within the measure it counts', () => {
  // From the third beat: the counted beats are the third, fourth, first and second.
  const countIn = composeCountIn(driftingScore, beats, 4.36);
  expect(countIn.clicks.map(({ isDownbeat }) => isDownbeat)).toEqual([false, false, true, false]);
});

it('uses the metre at the position', () => {
  const threeFour = { timeSignature: { beats: 3, beatType: 4 as const }, lengthTicks: 144 };
  const sixEight = { timeSignature: { beats: 6, beatType: 8 as const }, lengthTicks: 144 };
  const score = scoreOf([
    measureOf([noteOf(pitch)], 0, threeFour),
    measureOf([noteOf(pitch)], 0, { ...sixEight, startTick: 144 }),
  ]);
  const all = composeBeats(score, 20);
  const clicksAt = (seconds: number) => composeCountIn(score, all, seconds).clicks.length;
  // One second per quarter: the second measure begins at 3 s, and continues after the score.
  expect([0, 2.9, 3, 5, 9].map(clicksAt)).toEqual([3, 3, 2, 2, 2]);
});

it('uses the metre of the last measure after the end of the score', () => {
  const threeFour = { timeSignature: { beats: 3, beatType: 4 as const }, lengthTicks: 144 };
  const score = scoreOf([
    measureOf([noteOf(pitch)]),
    measureOf([noteOf(pitch)], 0, { startTick: 192 }),
    measureOf([noteOf(pitch)], 0, { ...threeFour, startTick: 384 }),
  ]);
  // One second per quarter: the score ends at 11 s.
  expect(composeCountIn(score, composeBeats(score, 20), 14).clicks).toHaveLength(3);
});

it('accents by the measures before the position, also where the metre changes there', () => {
  const threeFour = { timeSignature: { beats: 3, beatType: 4 as const }, lengthTicks: 144 };
  const score = scoreOf([
    measureOf([noteOf(pitch)], 0, threeFour),
    measureOf([noteOf(pitch)], 0, { ...threeFour, startTick: 144 }),
    measureOf([noteOf(pitch)], 0, { startTick: 288 }),
  ]);
  // The 4/4 measure begins at 6 s. The four beats before it: the last of one measure, then a measure.
  const countIn = composeCountIn(score, composeBeats(score, 20), 6);
  expect(countIn.clicks.map(({ isDownbeat }) => isDownbeat)).toEqual([false, true, false, false]);
});

it('assumes 120 beats per minute where there are no beats, and starts with the downbeat', () => {
  const countIn = composeCountIn(driftingScore, [], 1);
  expect(distances(countIn)).toEqual([2, 1.5, 1, 0.5]);
  expect(countIn.clicks.map(({ isDownbeat }) => isDownbeat)).toEqual([true, false, false, false]);
});
