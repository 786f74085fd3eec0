import { floorMod } from '../floor-mod.ts';
import type { PitchName } from '../pitch-name.ts';
import type { Pitch } from '../score.ts';

/** Note names on the line of fifths, from F at −1. */
const lineOfFifths = ['F', 'C', 'G', 'D', 'A', 'E', 'B'] as const;
/** The lowest of the twelve pitch classes relative to the major tonic: the minor third. */
const lowestFromTonic = -3;

/**
 * Spells a MIDI number in a key of `fifths` sharps (negative: flats): 61 in D is C♯4.
 * @param shift extra chromatic degrees spelled as raised; by default two of the five are raised.
 */
export function spellPitch(midi: number, fifths: number, shift = 0): Pitch {
  const lowest = fifths + lowestFromTonic + shift;
  return pitchAtFifth(midi, lowest + floorMod(midi * 7 - lowest, 12));
}

/** The position of a name on the line of fifths: C is 0, G 1, F −1. */
export function fifthOf({ step, alter }: PitchName): number {
  return lineOfFifths.indexOf(step) - 1 + 7 * alter;
}

/** Spells a MIDI number by its position on the line of fifths: C is 0, G 1, F −1. */
export function pitchAtFifth(midi: number, fifth: number): Pitch {
  const alter = Math.floor((fifth + 1) / 7);
  const step = lineOfFifths[floorMod(fifth + 1, 7)] as Pitch['step'];
  return { step, alter, octave: Math.floor((midi - alter) / 12) - 1 };
}
