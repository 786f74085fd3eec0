import { describe, expect, it } from 'vitest';
import type { NoteEvent } from '../note-event.ts';
import { rhythmStyles } from '../rhythm-style.ts';
import { noteTraits, traitCount } from './hypothesis-features.ts';

const twoFour = rhythmStyles.find(({ signatureName }) => signatureName === '2/4')!;
const threeFour = rhythmStyles.find(({ signatureName }) => signatureName === '3/4')!;

/** G E E, twice, each time a quarter and two eighths. */
const ticks = [0, 48, 72, 96, 144, 168];
const notes = [67, 64, 64, 67, 64, 64].map(
  (midi, i): NoteEvent => ({ startSeconds: i, endSeconds: i + 0.9, midi }),
);

describe('noteTraits', () => {
  it('gives every note one trait of each kind, none of them twice', () => {
    for (const traits of noteTraits(ticks, notes, twoFour)) {
      expect(new Set(traits).size).toBe(33);
      expect(traits).toEqual(traits.toSorted((a, b) => a - b));
      expect(traits.at(-1)).toBeLessThan(traitCount);
    }
  });

  it('sees a figure come back after a measure, and not where measures are longer', () => {
    const afterMeasure = 8;
    const inTwo = noteTraits(ticks, notes, twoFour).map((traits) => traits[afterMeasure]!);
    const [none] = inTwo as [number];
    expect(inTwo.map((trait) => trait - none)).toEqual([0, 0, 0, 3, 3, 1]);
    const inThree = noteTraits(ticks, notes, threeFour).map((traits) => traits[afterMeasure]!);
    expect(inThree.map((trait) => trait - none)).toEqual([0, 0, 0, 0, 1, 0]);
  });

  it('does not depend on the key or on where the song begins', () => {
    const higher = notes.map((note) => ({ ...note, midi: note.midi + 5 }));
    const later = higher.map((note) => ({
      ...note,
      startSeconds: note.startSeconds + 8,
      endSeconds: note.endSeconds + 8,
    }));
    expect(noteTraits(ticks, later, twoFour)).toEqual(noteTraits(ticks, notes, twoFour));
  });
});
