import { floorMod } from '../floor-mod.ts';
import type { Pitch } from '../score.ts';

/** Steps along the line of fifths, from F at −1. */
const lineOfFifths = ['F', 'C', 'G', 'D', 'A', 'E', 'B'] as const;
/** From the flat third to the sharp fifth around the tonic of the major key. */
const lowestFromTonic = -3;

/**
 * The name that a MIDI number has in a key of `fifths` sharps (or −flats): 61 in D is C♯4.
 * @param shift how many of the notes outside the scale are raised rather than lowered, beyond the usual three of five.
 */
export function spellPitch(midi: number, fifths: number, shift = 0): Pitch {
  const lowest = fifths + lowestFromTonic + shift;
  return pitchAtFifth(midi, lowest + floorMod(midi * 7 - lowest, 12));
}

/** The name of a MIDI number at a place on the line of fifths, C being 0, G 1 and F −1. */
export function pitchAtFifth(midi: number, place: number): Pitch {
  const alter = Math.floor((place + 1) / 7);
  const step = lineOfFifths[floorMod(place + 1, 7)] as Pitch['step'];
  return { step, alter, octave: Math.floor((midi - alter) / 12) - 1 };
}
