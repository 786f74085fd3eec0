import { z } from 'zod';
import { floorMod } from '../floor-mod.ts';
import { type PitchName, pitchNameSchema } from '../pitch-name.ts';

/** Kinds of chords, with MusicXML's names, and their tones in semitones above the root. */
export const chordTones = {
  major: [0, 4, 7],
  minor: [0, 3, 7],
  dominant: [0, 4, 7, 10],
  'major-seventh': [0, 4, 7, 11],
  'minor-seventh': [0, 3, 7, 10],
  'suspended-fourth': [0, 5, 7],
  diminished: [0, 3, 6],
  augmented: [0, 4, 8],
  'half-diminished': [0, 3, 6, 10],
  'diminished-seventh': [0, 3, 6, 9],
  'suspended-second': [0, 2, 7],
  'major-sixth': [0, 4, 7, 9],
  'minor-sixth': [0, 3, 7, 9],
} as const satisfies Record<string, readonly number[]>;

export type ChordKind = keyof typeof chordTones;
export const chordKinds = Object.keys(chordTones) as ChordKind[];

/** A chord as it is written above a melody. `bass` is the lowest note where it is not the root. */
export const chordSymbolSchema = z.object({
  root: pitchNameSchema,
  kind: z.enum(chordKinds),
  bass: pitchNameSchema.optional(),
});
export type ChordSymbol = z.infer<typeof chordSymbolSchema>;

const naturals = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 } as const;

/** Semitones above C, 0 to 11. */
export function pitchClassOf({ step, alter }: PitchName): number {
  return floorMod(naturals[step] + alter, 12);
}

/** Pitch classes of a chord's tones, the root first; without its bass. */
export function pitchClassesOf({ root, kind }: ChordSymbol): number[] {
  return chordTones[kind].map((semitones) => (pitchClassOf(root) + semitones) % 12);
}
