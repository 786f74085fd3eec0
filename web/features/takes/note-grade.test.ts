import type { ComparedNote } from '@my-pitch/shared/scoring/comparison';
import { forEachLevel } from '@my-pitch/shared/scoring/levels';
import { expect, it } from 'vitest';
import { picturedComparison } from '../../e2e/states/pictured-comparison.ts';
import { gradeOf, gradesOf } from './note-grade.ts';

function note(points: number, errors: Partial<NonNullable<ComparedNote['take']>>): ComparedNote {
  return {
    sungNote: 3,
    status: 'sung',
    points: forEachLevel(() => points),
    take: {
      startSeconds: 1,
      endSeconds: 2,
      pitchErrorCents: 0,
      onsetErrorMilliseconds: 0,
      lengthOverlap: 1,
      ...errors,
    },
  };
}

it.each([
  ['right', note(0.8, { pitchErrorCents: 42 })],
  ['sharp', note(0.79, { pitchErrorCents: 60 })],
  ['flat', note(0.4, { pitchErrorCents: -80 })],
  ['late', note(0.7, { onsetErrorMilliseconds: 190, lengthOverlap: 0.7 })],
  ['early', note(0.7, { onsetErrorMilliseconds: -250 })],
  ['length', note(0.79, { onsetErrorMilliseconds: 100, lengthOverlap: 0.1 })],
] as const)('a note is %s by what costs it the most points', (grade, sung) => {
  expect(gradeOf(sung, 'normal')).toBe(grade);
});

it('a missed note, another note and one outside of the compared part say so', () => {
  for (const status of ['missed', 'wrong', 'not-compared'] as const) {
    expect(gradeOf({ ...note(1, {}), status }, 'strict')).toBe(status);
  }
});

it('a lower level grades more notes as right', () => {
  const { notes } = picturedComparison();
  const right = (level: 'strict' | 'beginner') =>
    [...gradesOf(notes, level).values()].filter((grade) => grade === 'right').length;
  expect(right('beginner')).toBeGreaterThan(right('strict'));
  expect(gradesOf(notes, 'normal').get(notes[21]?.sungNote ?? -1)).toBe('missed');
});
