import { expect, test } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { composeBeats } from './beats.ts';
import { composeMelody } from './compose-melody.ts';
import { composeCountIn } from './count-in.ts';

const pitch = { step: 'A', alter: 0, octave: 4 } as const;
const sung = { centreMidi: 69.2, deviationCents: 10, confidence: 1, loudnessDb: -20 };

/** Two measures of four-four that begin a second into the recording and slow down from beat to beat. */
const drifting = {
  ...scoreOf([
    measureOf([noteOf(pitch)]),
    measureOf([noteOf(pitch)], 0, { number: 2, startTick: 192 }),
  ]),
  timeMap: Array.from({ length: 9 }, (_, k) => ({
    tick: 48 * k,
    seconds: 1 + 0.5 * k + 0.01 * k * k,
  })),
};

test('clicks lie on the beats as they were heard, in a tempo that drifts', () => {
  const beats = composeBeats(drifting, 12);
  const inScore = beats.filter(({ tick }) => tick >= 0 && tick < 384);
  expect(inScore.map(({ seconds }) => Number(seconds.toFixed(4)))).toEqual([
    1, 1.51, 2.04, 2.59, 3.16, 3.75, 4.36, 4.99,
  ]);
  expect(inScore.filter(({ isDownbeat }) => isDownbeat).map(({ tick }) => tick)).toEqual([0, 192]);
});

test('beats go on before the score begins and after it ends', () => {
  const beats = composeBeats(drifting, 12);
  const gaps = beats.slice(1).map(({ tick }, i) => tick - beats[i]!.tick);
  expect(new Set(gaps)).toEqual(new Set([48]));
  expect(beats[0]!.seconds).toBeLessThan(0.51);
  expect(beats.at(-1)!.seconds).toBeGreaterThan(11.3);
  for (const { tick, isDownbeat } of beats) expect(isDownbeat).toBe(tick % 192 === 0);
});

test('a pickup’s beats lead to the first downbeat', () => {
  const score = scoreOf([
    measureOf([noteOf(pitch)], 0, { number: 0, lengthTicks: 48 }),
    measureOf([noteOf(pitch)], 0, { startTick: 48 }),
  ]);
  const beats = composeBeats(score, 5);
  expect(beats.map(({ tick }) => tick)).toEqual([0, 48, 96, 144, 192]);
  expect(beats.map(({ isDownbeat }) => isDownbeat)).toEqual([false, true, false, false, false]);
});

test('six-eight has two beats', () => {
  const sixEight = { timeSignature: { beats: 6, beatType: 8 as const }, lengthTicks: 144 };
  const beats = composeBeats(scoreOf([measureOf([noteOf(pitch)], 0, sixEight)]), 3);
  expect(beats.map(({ tick }) => tick)).toEqual([0, 72]);
});

test('a count-in is one measure that leads into the beat of the place', () => {
  const beats = composeBeats(drifting, 12);
  const onBeat = composeCountIn(drifting, beats, 1);
  expect(onBeat.clicks.length).toBe(4);
  expect(onBeat.leadSeconds).toBeCloseTo(4 * 0.51, 6);
  expect(onBeat.clicks.at(-1)!.secondsBefore).toBeCloseTo(0.51, 6);
  // A fifth of a second before the second beat: the last click was the first beat.
  const between = composeCountIn(drifting, beats, 1.31);
  expect(between.clicks.at(-1)!.secondsBefore).toBeCloseTo(0.53 - 0.2, 6);
});

test('the melody has the written pitch in the singer’s tuning, with ties as one note', () => {
  const score = scoreOf(
    [
      measureOf([
        noteOf(pitch, { tiedToNext: true }),
        noteOf(pitch, { startTick: 48, tiedFromPrevious: true }),
        noteOf({ step: 'B', alter: 0, octave: 4 }, { startTick: 96, sungNote: 1 }),
      ]),
    ],
    [
      { startSeconds: 0.1, endSeconds: 1.8, ...sung },
      { startSeconds: 2.1, endSeconds: 2.9, ...sung, centreMidi: 71.05, deviationCents: -5 },
    ],
  );
  const melody = composeMelody(score);
  expect(melody.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
    [0.1, 1.8],
    [2.1, 2.9],
  ]);
  const cents = melody.map(({ frequencyHz }) => 100 * (69 + 12 * Math.log2(frequencyHz / 440)));
  expect(cents.map((value) => Math.round(value))).toEqual([6910, 7110]);
});
