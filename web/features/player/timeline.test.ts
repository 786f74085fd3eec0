import { expect, it } from 'vitest';
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

it('a tied note is split at its written onsets, and rests have no note', () => {
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

it('a note stays current through a breath that is not written as a rest', () => {
  expect(entryAt(timeline, 2.95)?.elementId).toBe('m0e2');
});

it('goes to the next onset and back to the one before', () => {
  expect(neighbourOf(timeline, 0, 1)?.elementId).toBe('m0e0');
  expect(neighbourOf(timeline, 0.1, 1)?.elementId).toBe('m0e1');
  expect(neighbourOf(timeline, 2.5, -1)?.elementId).toBe('m0e1');
  expect(neighbourOf(timeline, 2.5, 1)?.elementId).toBe('m0e3');
  expect(neighbourOf(timeline, 3.2, 1)).toBeUndefined();
});

it('goes from the first onset back to itself, and takes an onset within a millisecond as reached', () => {
  expect(neighbourOf(timeline, 0, -1)?.elementId).toBe('m0e0');
  expect(neighbourOf(timeline, 0.5, -1)?.elementId).toBe('m0e0');
  expect(neighbourOf(timeline, 2.0985, 1)?.elementId).toBe('m0e2');
  expect(neighbourOf(timeline, 2.0995, 1)?.elementId).toBe('m0e3');
});

it('has one entry per written note, each with its times and its sung note', () => {
  expect(timeline).toEqual([
    { startSeconds: 0.1, endSeconds: 1, elementId: 'm0e0', sungNote: 0 },
    { startSeconds: 1, endSeconds: 1.8, elementId: 'm0e1', sungNote: 0 },
    { startSeconds: 2.1, endSeconds: 3, elementId: 'm0e2', sungNote: 1 },
    { startSeconds: 3, endSeconds: 3.5, elementId: 'm0e3', sungNote: 2 },
  ]);
});

it('a written onset outside its sung note is moved to that note’s nearer end', () => {
  const tied = (startSeconds: number, endSeconds: number) =>
    composeTimeline(
      scoreOf(
        [
          measureOf([
            noteOf(pitch, { sungNote: 0, tiedToNext: true }),
            noteOf(pitch, { startTick: 48, sungNote: 0, tiedFromPrevious: true }),
          ]),
        ],
        [{ startSeconds, endSeconds, ...sung }],
      ),
    ).map((entry) => [entry.startSeconds, entry.endSeconds]);
  // The second written note begins at 1 s.
  expect(tied(0, 0.8)).toEqual([
    [0, 0.8],
    [0.8, 0.8],
  ]);
  expect(tied(1.2, 2)).toEqual([
    [1.2, 1.2],
    [1.2, 2],
  ]);
});

it('a sung note that is not written has no entry', () => {
  const score = scoreOf(
    [measureOf([noteOf(pitch, { sungNote: 1 })])],
    [
      { startSeconds: 0, endSeconds: 1, ...sung },
      { startSeconds: 2, endSeconds: 3, ...sung },
    ],
  );
  expect(composeTimeline(score).map(({ sungNote }) => sungNote)).toEqual([1]);
});
