import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { midiOf } from '../pitch-names.ts';
import { spellMelody } from './spell-melody.ts';

function spell(midi: readonly number[], fifths: number, mode: 'major' | 'minor'): string {
  return spellMelody(midi, { fifths, mode })
    .map(({ step, alter }) => step + (alter < 0 ? 'b'.repeat(-alter) : '#'.repeat(alter)))
    .join(' ');
}

describe('spellMelody', () => {
  it('uses sharps for rising and flats for falling chromatic lines', () => {
    expect(spell([60, 61, 62, 63, 64], 0, 'major')).toBe('C C# D D# E');
    expect(spell([64, 63, 62, 61, 60], 0, 'major')).toBe('E Eb D Db C');
    expect(spell([66, 65, 66, 67], 0, 'major')).toBe('Gb F F# G');
    expect(spell([70, 71, 70, 69], 0, 'major')).toBe('A# B Bb A');
  });

  it('raises the sixth and seventh of minor', () => {
    expect(spell([64, 66, 68, 69, 68, 64], 0, 'minor')).toBe('E F# G# A G# E');
    expect(spell([67, 71, 72, 71], -3, 'minor')).toBe('G B C B');
    expect(spell([63, 59, 60], 0, 'minor')).toBe('D# B C');
  });

  it('follows the key signature within the scale', () => {
    expect(spell([66, 68, 70, 71, 73, 75, 77], 6, 'major')).toBe('F# G# A# B C# D# E#');
    expect(spell([66, 68, 70, 71, 73, 75, 77], -6, 'major')).toBe('Gb Ab Bb Cb Db Eb F');
  });

  it('keeps the sounding pitch, without double accidentals in common keys', () => {
    const anyKey = fc.record({
      fifths: fc.integer({ min: -7, max: 7 }),
      mode: fc.constantFrom('major' as const, 'minor' as const),
    });
    const anyNotes = fc.array(fc.integer({ min: 20, max: 110 }), { maxLength: 30 });
    fc.assert(
      fc.property(anyNotes, anyKey, (midi, key) => {
        const pitches = spellMelody(midi, key);
        expect(pitches.map(midiOf)).toEqual(midi);
        if (Math.abs(key.fifths) <= 2) {
          expect(pitches.every(({ alter }) => Math.abs(alter) <= 1)).toBe(true);
        }
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
