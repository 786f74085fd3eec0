import { expect, test } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { loopFrom, loopOverNotes, loopUntil } from './loop.ts';
import { measureStarts, neighbourMeasure } from './measure-starts.ts';
import { actionOfKey, keepKeysOn, keptKeysOn } from './player-keys.ts';
import { speedBy } from './speed.ts';
import { composeTimeline } from './timeline.ts';

const pitch = { step: 'A', alter: 0, octave: 4 } as const;
const sung = { centreMidi: 69, deviationCents: 0, confidence: 1, loudnessDb: -20 };
const rest = {
  kind: 'rest' as const,
  startTick: 192,
  durationTicks: 48,
  type: 'quarter' as const,
  dots: 0,
  fillsMeasure: false,
};
const score = scoreOf(
  [
    measureOf([noteOf(pitch, { sungNote: 0 })]),
    measureOf([rest, noteOf(pitch, { startTick: 240, sungNote: 1 })], 0, { startTick: 192 }),
  ],
  [
    { startSeconds: 0.1, endSeconds: 1.8, ...sung },
    { startSeconds: 5.1, endSeconds: 6.9, ...sung },
  ],
);
const timeline = composeTimeline(score);

test('a loop spans its notes, whichever was chosen first', () => {
  const loop = { startSeconds: 0.1, endSeconds: 6.9 };
  expect(loopOverNotes(timeline, 'm0e0', 'm1e1')).toEqual(loop);
  expect(loopOverNotes(timeline, 'm1e1', 'm0e0')).toEqual(loop);
  expect(loopOverNotes(timeline, 'm0e0', 'm9e9')).toBeUndefined();
});

test('moving one end of a loop keeps the other where it makes sense', () => {
  const loop = { startSeconds: 10, endSeconds: 20 };
  expect(loopFrom(loop, 15, 60)).toEqual({ startSeconds: 15, endSeconds: 20 });
  expect(loopFrom(loop, 25, 60)).toEqual({ startSeconds: 25, endSeconds: 29 });
  expect(loopFrom(undefined, 58, 60)).toEqual({ startSeconds: 58, endSeconds: 60 });
  expect(loopUntil(loop, 15)).toEqual({ startSeconds: 10, endSeconds: 15 });
  expect(loopUntil(undefined, 2)).toEqual({ startSeconds: 0, endSeconds: 2 });
});

test('a measure starts with its first note, or with its beat', () => {
  const starts = measureStarts(score, timeline);
  expect(starts).toEqual([0.1, 4]);
  expect(neighbourMeasure(starts, 0.1, 1)).toBe(4);
  expect(neighbourMeasure(starts, 5, -1)).toBe(4);
  expect(neighbourMeasure(starts, 4.2, -1)).toBe(0.1);
  expect(neighbourMeasure(starts, 0, -1)).toBe(0.1);
  expect(neighbourMeasure(starts, 5, 1)).toBeUndefined();
});

test('speed moves in steps between its bounds', () => {
  expect([speedBy(1, 1), speedBy(1, -1), speedBy(0.5, -1), speedBy(1.5, 1)]).toEqual([
    1.05, 0.95, 0.5, 1.5,
  ]);
});

test('keys are known by their place, arrows with and without Shift', () => {
  const action = (code: string, shiftKey = false) => actionOfKey({ code, shiftKey });
  expect(action('ArrowLeft')).toBe('previousNote');
  expect(action('ArrowLeft', true)).toBe('previousMeasure');
  expect(action('Equal', true)).toBe('faster');
  expect(action('KeyQ')).toBeUndefined();
});

test('whether shortcuts are on is kept, and on where nothing can be', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(keptKeysOn(storage)).toBe(true);
  keepKeysOn(false, storage);
  expect(keptKeysOn(storage)).toBe(false);
  const closed = () => {
    throw new Error('closed');
  };
  expect(keptKeysOn({ getItem: closed })).toBe(true);
  expect(() => keepKeysOn(true, { setItem: closed })).not.toThrow();
});
