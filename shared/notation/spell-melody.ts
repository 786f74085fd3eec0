import { floorMod } from '../floor-mod.ts';
import { midiOf } from '../pitch-names.ts';
import type { KeySignature, Pitch } from '../score.ts';
import { fifthOf, pitchAtFifth, spellPitch } from './spell-pitch.ts';

/** On the line of fifths a leading note is five fifths above its target. */
const leading = 5;
/** In minor the raised sixth, seventh and fourth degrees are more common than lowered degrees. */
const minorShift = 1;

/**
 * Spells the notes of a melody by the key, except that a chromatic note is spelled as raised if it
 * moves up by a semitone to a scale note, and as lowered if it moves down to one.
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
