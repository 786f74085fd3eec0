import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { beatClicks, beatTicks, composeBeats } from './beats.ts';
import { driftingScore } from './testing/drifting-score.ts';

const pitch = { step: 'A', alter: 0, octave: 4 } as const;

it.each([
  ['4/4', 4, 4, 48],
  ['3/4', 3, 4, 48],
  ['2/2', 2, 2, 96],
  ['3/8', 3, 8, 24],
  ['6/8', 6, 8, 72],
  ['12/8', 12, 8, 72],
  ['7/8', 7, 8, 24],
  ['6/4', 6, 4, 48],
  ['6/16', 6, 16, 36],
] as const)('a beat of %s', (_, beats, beatType, ticks) => {
  expect(beatTicks({ beats, beatType } as Parameters<typeof beatTicks>[0])).toBe(ticks);
});

it('beats are at their times in the recording while the tempo drifts', () => {
  const beats = composeBeats(driftingScore, 12);
  const inScore = beats.filter(({ tick }) => tick >= 0 && tick < 384);
  expect(inScore.map(({ seconds }) => Number(seconds.toFixed(4)))).toEqual([
    1, 1.51, 2.04, 2.59, 3.16, 3.75, 4.36, 4.99,
  ]);
  expect(inScore.filter(({ isDownbeat }) => isDownbeat).map(({ tick }) => tick)).toEqual([0, 192]);
});

it('beats continue before the score begins and after it ends, within the recording', () => {
  const beats = composeBeats(driftingScore, 12);
  const gaps = beats.slice(1).map(({ tick }, i) => tick - beats[i]!.tick);
  expect(new Set(gaps)).toEqual(new Set([48]));
  // Outside the score the tempo of its first and last beat continues: 0.51 s and 0.65 s per beat.
  expect(beats[0]!.seconds).toBeCloseTo(1 - 0.51, 9);
  expect(beats.at(-1)!.seconds).toBeCloseTo(5.64 + 9 * 0.65, 9);
  for (const { tick, isDownbeat } of beats) expect(isDownbeat).toBe(tick % 192 === 0);
});

it('includes a beat at 0 and excludes one at the end of the recording', () => {
  const beats = composeBeats(scoreOf([measureOf([noteOf(pitch)])]), 6);
  expect(beats.map(({ seconds }) => seconds)).toEqual([0, 1, 2, 3, 4, 5]);
});

it('the beats of a pickup lead to the first downbeat', () => {
  const score = scoreOf([
    measureOf([noteOf(pitch)], 0, { number: 0, lengthTicks: 48 }),
    measureOf([noteOf(pitch)], 0, { startTick: 48 }),
  ]);
  const beats = composeBeats(score, 5);
  expect(beats.map(({ tick }) => tick)).toEqual([0, 48, 96, 144, 192]);
  expect(beats.map(({ isDownbeat }) => isDownbeat)).toEqual([false, true, false, false, false]);
});

it('six-eight has two beats', () => {
  const sixEight = { timeSignature: { beats: 6, beatType: 8 as const }, lengthTicks: 144 };
  const beats = composeBeats(scoreOf([measureOf([noteOf(pitch)], 0, sixEight)]), 3);
  expect(beats.map(({ tick }) => tick)).toEqual([0, 72]);
});

it('the metronome clicks on the frames of the beats and accents downbeats', () => {
  const beats = [
    { seconds: 0, tick: 0, isDownbeat: true },
    { seconds: 1.0004, tick: 48, isDownbeat: false },
  ];
  expect(beatClicks(beats, 1000)).toEqual({
    positions: Float64Array.of(0, 1001),
    accents: Uint8Array.of(1, 0),
  });
});
