import { expect, it } from 'vitest';
import { melodyScore } from '../notation/melody.fixture.ts';
import type { ComparedNote } from './comparison.ts';
import { scoreMeasures } from './score-measures.ts';

function note(sungNote: number, normal: number, status: ComparedNote['status'] = 'sung') {
  return { sungNote, status, points: { strict: 0, normal, beginner: 1 } };
}

/** Two measures of 4/4. */
const score = melodyScore([
  [62, 2],
  [64, 2],
  [66, 3],
  [67, 1],
]);

it('a measure has the mean of its notes, by written length', () => {
  const notes = [note(0, 1), note(1, 0.5), note(2, 1), note(3, 0)];
  const measures = scoreMeasures(score, { notes, likeness: 1 });
  expect(measures.map(({ overall }) => overall.normal)).toEqual([75, 75]);
  expect(measures.map(({ overall }) => overall.beginner)).toEqual([100, 100]);
  expect(measures.map(({ number, index }) => [number, index])).toEqual([
    [1, 0],
    [2, 1],
  ]);
  expect(measures[0]?.endSeconds).toBe(measures[1]?.startSeconds);
});

it('another song has few points in each measure too', () => {
  const notes = [note(0, 1), note(1, 1), note(2, 1), note(3, 1)];
  const measures = scoreMeasures(score, { notes, likeness: 0.25 });
  expect(measures.map(({ overall }) => overall.normal)).toEqual([25, 25]);
});

it('a measure with a note that was not compared is not compared', () => {
  const notes = [note(0, 0, 'not-compared'), note(1, 1), note(2, 1), note(3, 1)];
  const compared = scoreMeasures(score, { notes, likeness: 1 }).map((each) => each.isCompared);
  expect(compared).toEqual([false, true]);
});
