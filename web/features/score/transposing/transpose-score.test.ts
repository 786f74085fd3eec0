import { spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import { midiOf } from '@my-pitch/shared/pitch-names';
import type { Pitch, Score } from '@my-pitch/shared/score';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../engraving/score.fixture.ts';
import { transposeFifths, transposeScore } from './transpose-score.ts';

const nameOf = ({ step, alter, octave }: Pitch) =>
  step + (alter < 0 ? 'b'.repeat(-alter) : '#'.repeat(alter)) + octave;
const pitchesOf = (score: Score) =>
  score.measures.flatMap(({ elements }) =>
    elements.flatMap((element) => (element.kind === 'note' ? [element.pitch] : [])),
  );
const scaleOf = (fifths: number, ...pitches: Pitch[]) =>
  scoreOf([
    measureOf(
      pitches.map((pitch) => noteOf(pitch)),
      fifths,
    ),
  ]);

const pitch = fc.record({
  step: fc.constantFrom('C', 'D', 'E', 'F', 'G', 'A', 'B' as const),
  alter: fc.integer({ min: -1, max: 1 }),
  octave: fc.integer({ min: 2, max: 6 }),
});
const semitones = fc.integer({ min: -14, max: 14 });
/** Keys that transposing chooses. With at most five accidentals the spelling is unambiguous. */
const fifths = fc.integer({ min: -5, max: 5 });

describe('transposing', () => {
  it('keeps each note’s scale degree', () => {
    const inD = scaleOf(
      2,
      { step: 'F', alter: 1, octave: 4 },
      { step: 'C', alter: 1, octave: 5 },
      { step: 'F', alter: 0, octave: 4 },
    );
    const inEFlat = transposeScore(inD, 1);
    expect(inEFlat.measures[0]?.keySignature.fifths).toBe(-3);
    expect(pitchesOf(inEFlat).map(nameOf)).toEqual(['G4', 'D5', 'Gb4']);
  });

  it('moves written pitches by exactly the semitones', () => {
    fc.assert(
      fc.property(fc.array(pitch, { minLength: 1 }), fifths, semitones, (pitches, key, by) => {
        const before = scaleOf(key, ...pitches);
        const after = pitchesOf(transposeScore(before, by)).map(midiOf);
        expect(after).toEqual(pitches.map((each) => midiOf(each) + by));
      }),
    );
  });

  it('is undone by the opposite transposition', () => {
    const midis = fc.array(fc.integer({ min: 36, max: 84 }), { minLength: 1 });
    fc.assert(
      fc.property(midis, fifths, semitones, (sung, key, by) => {
        const before = scaleOf(key, ...sung.map((midi) => spellPitch(midi, key)));
        expect(transposeScore(transposeScore(before, by), -by)).toEqual(before);
      }),
    );
  });

  it('chooses the key with fewer accidentals', () => {
    const up = Array.from({ length: 12 }, (_, by) => transposeFifths(0, by));
    expect(up).toEqual([0, -5, 2, -3, 4, -1, 6, 1, -4, 3, -2, 5]);
    expect(transposeFifths(-1, 1)).toBe(-6);
    expect(transposeFifths(7, 12)).toBe(-5);
  });

  it('does not change sung notes and times', () => {
    const score = scaleOf(0, { step: 'C', alter: 0, octave: 4 });
    const { measures: _, ...others } = score;
    expect(transposeScore(score, 5)).toMatchObject(others);
    expect(transposeScore(score, 0)).toBe(score);
  });
});
