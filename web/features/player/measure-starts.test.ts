import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { barTimes, measureStarts, neighbourMeasure } from './measure-starts.ts';
import { composeTimeline } from './timeline.ts';

const pitch = { step: 'A', alter: 0, octave: 4 } as const;
const sung = { centreMidi: 69, deviationCents: 0, confidence: 1, loudnessDb: -20 };
const quarterRest = {
  kind: 'rest' as const,
  startTick: 192,
  durationTicks: 48,
  type: 'quarter' as const,
  dots: 0,
  fillsMeasure: false,
};

/** Two measures of 4 s; the first begins with a note, the second with a rest. */
const score = scoreOf(
  [
    measureOf([noteOf(pitch, { sungNote: 0 })]),
    measureOf([quarterRest, noteOf(pitch, { startTick: 240, sungNote: 1 })], 0, { startTick: 192 }),
  ],
  [
    { startSeconds: 0.1, endSeconds: 1.8, ...sung },
    { startSeconds: 5.1, endSeconds: 6.9, ...sung },
  ],
);

it('a measure starts at the onset of its first note, or at its first beat if that is a rest', () => {
  expect(measureStarts(score, composeTimeline(score))).toEqual([0.1, 4]);
});

it('a measure lasts until the next one starts, the last until its written end', () => {
  expect(barTimes(score, [0.1, 4])).toEqual([
    { number: 1, startSeconds: 0.1, endSeconds: 4 },
    { number: 1, startSeconds: 4, endSeconds: 8 },
  ]);
});

it('a measure that begins before the recording starts at 0', () => {
  const early = {
    ...score,
    measures: [measureOf([{ ...quarterRest, startTick: 0 }])],
    timeMap: [
      { tick: 0, seconds: -1 },
      { tick: 48, seconds: 0 },
    ],
  };
  expect(measureStarts(early, [])).toEqual([0]);
});

it('goes to the next measure, and back to the start of this one or the one before', () => {
  const starts = [0.1, 4, 8];
  expect(neighbourMeasure(starts, 0.1, 1)).toBe(4);
  expect(neighbourMeasure(starts, 3.9985, 1)).toBe(4);
  // Within a millisecond of a start, that measure counts as reached.
  expect(neighbourMeasure(starts, 3.9995, 1)).toBe(8);
  expect(neighbourMeasure(starts, 8, 1)).toBeUndefined();
  // Back to its own start from more than 0.4 s into a measure.
  expect(neighbourMeasure(starts, 4.41, -1)).toBe(4);
  expect(neighbourMeasure(starts, 4.39, -1)).toBe(0.1);
  expect(neighbourMeasure(starts, 0, -1)).toBe(0.1);
});
