import { expect, test } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { composeTimeline, entryAt, neighbourOf } from './timeline.ts';

const pitch = { step: 'A', alter: 0, octave: 4 } as const;
const sung = { centreMidi: 69, deviationCents: 0, confidence: 1, loudnessDb: -20 };
const timeline = composeTimeline(
  scoreOf(
    [
      measureOf([
        noteOf(pitch, { sungNote: 0, tiedToNext: true }),
        noteOf(pitch, { startTick: 48, sungNote: 0, tiedFromPrevious: true }),
        noteOf(pitch, { startTick: 144, sungNote: 1 }),
        noteOf(pitch, { startTick: 192, sungNote: 2 }),
      ]),
    ],
    [
      { startSeconds: 0.1, endSeconds: 1.8, ...sung },
      { startSeconds: 2.1, endSeconds: 2.9, ...sung },
      { startSeconds: 3, endSeconds: 3.5, ...sung },
    ],
  ),
);

test('a tied note hands over where its next part begins, and rests have no note', () => {
  const times = [0, 0.1, 0.99, 1, 1.79, 1.8, 2.1, 3, 3.5];
  expect(times.map((time) => entryAt(timeline, time)?.elementId ?? '–')).toEqual([
    '–',
    'm0e0',
    'm0e0',
    'm0e1',
    'm0e1',
    '–',
    'm0e2',
    'm0e3',
    '–',
  ]);
});

test('a note stays current through a breath that is not written as a rest', () => {
  expect(entryAt(timeline, 2.95)?.elementId).toBe('m0e2');
});

test('stepping goes to the next start and back to the one before', () => {
  expect(neighbourOf(timeline, 0, 1)?.elementId).toBe('m0e0');
  expect(neighbourOf(timeline, 0.1, 1)?.elementId).toBe('m0e1');
  expect(neighbourOf(timeline, 2.5, -1)?.elementId).toBe('m0e1');
  expect(neighbourOf(timeline, 2.5, 1)?.elementId).toBe('m0e3');
  expect(neighbourOf(timeline, 3.2, 1)).toBeUndefined();
});
