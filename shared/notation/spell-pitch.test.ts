import { describe, expect, it } from 'vitest';
import { midiOf } from '../pitch-names.ts';
import { spellPitch } from './spell-pitch.ts';

const octaveIn = (fifths: number) =>
  Array.from({ length: 12 }, (_, i) => {
    const { step, alter, octave } = spellPitch(60 + i, fifths);
    return step + (alter < 0 ? 'b'.repeat(-alter) : '#'.repeat(alter)) + octave;
  }).join(' ');

describe('spellPitch', () => {
  it('spells by the key', () => {
    expect(octaveIn(0)).toBe('C4 C#4 D4 Eb4 E4 F4 F#4 G4 G#4 A4 Bb4 B4');
    expect(octaveIn(3)).toBe('C4 C#4 D4 D#4 E4 E#4 F#4 G4 G#4 A4 A#4 B4');
    expect(octaveIn(-3)).toBe('C4 Db4 D4 Eb4 E4 F4 Gb4 G4 Ab4 A4 Bb4 B4');
  });

  it('keeps the sounding pitch', () => {
    for (let fifths = -7; fifths <= 7; fifths++) {
      for (let midi = 20; midi < 110; midi++) expect(midiOf(spellPitch(midi, fifths))).toBe(midi);
    }
  });
});
