import { floorMod } from '../floor-mod.ts';
import { midiOf } from '../pitch-names.ts';
import type { KeySignature, Pitch } from '../score.ts';
import { pitchAtFifth, spellPitch } from './spell-pitch.ts';

/** A leading note lies five fifths above the note it leads to. */
const leading = 5;
/** In minor, sixth, seventh and fourth are raised more often than anything is lowered. */
const minorShift = 1;

/**
 * The names of a melody's notes: by the key, but a note between two of the scale is raised where
 * it rises by a semitone and lowered where it falls, as a chromatic line is written.
 */
export function spellMelody(midi: readonly number[], key: KeySignature): Pitch[] {
  const shift = key.mode === 'minor' ? minorShift : 0;
  return midi.map((note, i) => {
    const byKey = spellPitch(note, key.fifths, shift);
    if (isInScale(note, key.fifths)) return byKey;
    const next = midi[i + 1] ?? note;
    if (Math.abs(next - note) !== 1 || !isInScale(next, key.fifths)) return byKey;
    const target = fifthOf(spellPitch(next, key.fifths));
    const led = pitchAtFifth(note, target + leading * Math.sign(next - note));
    return Math.abs(led.alter) <= 1 && midiOf(led) === note ? led : byKey;
  });
}

function isInScale(midi: number, fifths: number): boolean {
  // The seven notes of a major scale are neighbours on the line of fifths, from its fourth up.
  return floorMod(midi * 7 - fifths + 1, 12) < 7;
}

function fifthOf({ step, alter }: Pitch): number {
  return 'FCGDAEB'.indexOf(step) - 1 + 7 * alter;
}
