import { expect, it } from 'vitest';
import { picturedComparison } from '../../e2e/states/pictured-comparison.ts';
import { picturedScore } from '../../e2e/states/pictured-song.ts';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { gradedMeasures } from './graded-measures.ts';
import { sungNotesById } from './mark-notes.ts';
import { gradesOf } from './note-grade.ts';

it('each measure says how its notes were sung', () => {
  const grades = gradesOf(picturedComparison().notes, 'normal');
  const measures = gradedMeasures(picturedScore(), grades, (grade) => grade);
  expect(measures).toHaveLength(8);
  expect(measures[0]).toEqual({
    number: 1,
    notes: expect.stringMatching(/^F♯4 right, F♯4 right, G4 right, A4 \w+$/),
  });
  expect(measures.flatMap(({ notes }) => notes.match(/missed/g) ?? [])).toHaveLength(1);
});

it('tied notes are said once, and measures outside of the compared part not at all', () => {
  const c4 = { step: 'C', alter: 0, octave: 4 } as const;
  const score = scoreOf([
    measureOf([
      noteOf(c4, { tiedToNext: true }),
      noteOf(c4, { tiedFromPrevious: true }),
      noteOf(c4, { sungNote: 1 }),
    ]),
    measureOf([noteOf(c4, { sungNote: 2 })], 0, { number: 2 }),
  ]);
  const grades = new Map([
    [0, 'sharp'],
    [1, 'right'],
    [2, 'not-compared'],
  ] as const);
  expect(gradedMeasures(score, grades, (grade) => grade)).toEqual([
    { number: 1, notes: 'C4 sharp, C4 right' },
  ]);
  expect([...sungNotesById(score)]).toEqual([
    ['m0e0', 0],
    ['m0e1', 0],
    ['m0e2', 1],
    ['m1e0', 2],
  ]);
});
