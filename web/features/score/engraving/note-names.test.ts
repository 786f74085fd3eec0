import { expect, it } from 'vitest';
import { nameIn, noteName, noteNamings } from './note-names.ts';
import { planRow } from './plan-row.ts';
import { measureOf, noteOf, scoreOf } from './score.fixture.ts';

it('a name has the step and the accidental', () => {
  const fSharp = { step: 'F', alter: 1 } as const;
  expect(noteNamings.map((naming) => noteName(fSharp, naming))).toEqual(['F♯', '파♯', 'Fa♯']);
  expect(noteName({ step: 'B', alter: -2 }, 'syllables-ko')).toBe('시♭♭');
});

it('tied notes are named once', () => {
  const pitch = { step: 'G', alter: 0, octave: 4 } as const;
  const measure = measureOf([
    noteOf(pitch, { tiedToNext: true }),
    noteOf(pitch, { tiedFromPrevious: true }),
  ]);
  const [plan] = planRow(scoreOf([measure]), { firstMeasure: 0, measureCount: 1 });
  expect([0, 1].map((index) => nameIn('letters')(plan!, index))).toEqual(['G', undefined]);
});
