import { floorMod } from '../floor-mod.ts';
import { fifthOf, pitchAtFifth, spellPitch } from '../notation/spell-pitch.ts';
import type { PitchName } from '../pitch-name.ts';
import type { KeySignature } from '../score.ts';
import { type ChordKind, type ChordSymbol, chordTones } from './chord-symbol.ts';

/** Roots of major keys reach from ♭II to ♯IV, those of minor keys from ♭II to ♯VII. */
const rootShift = { major: -2, minor: 0 } as const;

/** Fifths from a root to a chord's tone, by the tone's semitones above it and its place in the chord. */
const fifthsOfTone: Readonly<Record<number, number>> = {
  ...{ 0: 0, 2: 2, 3: -3, 4: 4, 5: -1, 6: -6, 7: 1, 8: 8, 9: 3, 10: -2, 11: 5 },
};

/**
 * Spells a chord in a key: the root as the key has it, a bass as the tone of the chord.
 * @param chord pitch classes, from C as 0 up.
 */
export function spellChord(
  { root, kind, bass }: { readonly root: number; readonly kind: ChordKind; readonly bass: number },
  { fifths, mode }: KeySignature,
): ChordSymbol {
  const name = withoutOctave(spellPitch(60 + root, fifths, rootShift[mode]));
  if (bass === root) return { root: name, kind };
  const interval = floorMod(bass - root, 12);
  const isTone = (chordTones[kind] as readonly number[]).includes(interval);
  const bassName = isTone
    ? withoutOctave(pitchAtFifth(60, fifthOf(name) + (fifthsOfTone[interval] ?? 0)))
    : withoutOctave(spellPitch(60 + bass, fifths, rootShift[mode]));
  return { root: name, kind, bass: bassName };
}

/** Moves a chord by an interval on the line of fifths, as a melody is transposed. */
export function transposeChord({ root, kind, bass }: ChordSymbol, fifths: number): ChordSymbol {
  const move = (name: PitchName) => withoutOctave(pitchAtFifth(60, fifthOf(name) + fifths));
  return { root: move(root), kind, ...(bass && { bass: move(bass) }) };
}

function withoutOctave({ step, alter }: PitchName): PitchName {
  return { step, alter };
}
