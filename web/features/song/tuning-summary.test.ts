import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { expect, it } from 'vitest';
import { tuningSummary } from './tuning-summary.ts';

/** The four notes of a tune, with these deviations from the written pitch. */
function scoreWith(...deviationsCents: readonly number[]) {
  const score = writtenScore(shortTune);
  const sungNotes = score.sungNotes
    .slice(0, deviationsCents.length)
    .map((note, index) => ({ ...note, deviationCents: deviationsCents[index] ?? 0 }));
  return { ...score, sungNotes };
}

it('counts notes within the limit of the pitch view, sharp or flat', () => {
  expect(tuningSummary(scoreWith(20, -20, 20.1, -20.1))).toEqual({ notes: 4, percent: 50 });
});

it('rounds to whole percent', () => {
  expect(tuningSummary(scoreWith(0, 0, 50))).toEqual({ notes: 3, percent: 67 });
});

it('leaves out notes that were added and not measured', () => {
  const score = scoreWith(0, 50, 0);
  const sungNotes = score.sungNotes.map((note, index) =>
    index === 2 ? { ...note, confidence: 0 } : note,
  );
  expect(tuningSummary({ ...score, sungNotes })).toEqual({ notes: 2, percent: 50 });
});

it('has no result for a score without notes', () => {
  expect(tuningSummary(scoreWith())).toBeUndefined();
});
