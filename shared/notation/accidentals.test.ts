import { expect, it } from 'vitest';
import type { Pitch, ScoreElement, ScoreNote } from '../score.ts';
import { accidentalsOf, alterInKey } from './accidentals.ts';

const noteOf = (pitch: Pitch, more: Partial<ScoreNote> = {}): ScoreNote => ({
  kind: 'note',
  startTick: 0,
  durationTicks: 48,
  type: 'quarter',
  dots: 0,
  pitch,
  tiedToNext: false,
  tiedFromPrevious: false,
  sungNote: 0,
  ...more,
});
const measureOf = (elements: ScoreElement[], fifths = 0) => ({
  number: 1,
  startTick: 0,
  lengthTicks: 192,
  timeSignature: { beats: 4, beatType: 4 as const },
  keySignature: { fifths, mode: 'major' as const },
  elements,
});

it('a key signature alters its steps in the order of the fifths', () => {
  const altersIn = (fifths: number) =>
    (['F', 'C', 'G', 'D', 'A', 'E', 'B'] as const)
      .map((step) => alterInKey({ fifths, mode: 'major' }, step))
      .join(' ');
  expect(altersIn(0)).toBe('0 0 0 0 0 0 0');
  expect(altersIn(2)).toBe('1 1 0 0 0 0 0');
  expect(altersIn(-3)).toBe('0 0 0 0 -1 -1 -1');
  expect(altersIn(7)).toBe('1 1 1 1 1 1 1');
  expect(altersIn(-7)).toBe('-1 -1 -1 -1 -1 -1 -1');
});

it('an accidental applies until the barline, in its own octave only', () => {
  const c = (alter: number, octave = 5) => noteOf({ step: 'C', alter, octave });
  const measure = measureOf([c(1), c(1), c(0), c(0), c(1, 4)]);
  expect(accidentalsOf(measure)).toEqual(['#', undefined, 'n', undefined, '#']);
});

it('notes in the key have no accidental, others have one', () => {
  const measure = measureOf(
    [noteOf({ step: 'F', alter: 1, octave: 4 }), noteOf({ step: 'F', alter: 0, octave: 4 })],
    2,
  );
  expect(accidentalsOf(measure)).toEqual([undefined, 'n']);
});

it('a tied note keeps its accidental over the barline, and the next note prints its own', () => {
  const b = (alter: number, tiedFromPrevious = false) =>
    noteOf({ step: 'B', alter, octave: 4 }, { tiedFromPrevious });
  expect(accidentalsOf(measureOf([b(-1, true), b(-1), b(-1)]))).toEqual([
    undefined,
    'b',
    undefined,
  ]);
  expect(accidentalsOf(measureOf([b(-1, true), b(0), b(0)]))).toEqual([undefined, 'n', undefined]);
  expect(accidentalsOf(measureOf([b(-1, true), b(-1)], -1))).toEqual([undefined, undefined]);
});
