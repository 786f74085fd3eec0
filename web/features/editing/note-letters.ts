import { spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import { steps } from '@my-pitch/shared/pitch-name';
import { midiOf } from '@my-pitch/shared/pitch-names';
import type { KeySignature, Pitch } from '@my-pitch/shared/score';

/** The order in which sharps appear in a key signature; flats appear in the reverse order. */
const sharpOrder = ['F', 'C', 'G', 'D', 'A', 'E', 'B'] as const;

/** The accidental of a step in a key: −1, 0 or 1. */
export function alterInKey(step: Pitch['step'], { fifths }: Pick<KeySignature, 'fifths'>): number {
  const position = sharpOrder.indexOf(step);
  if (fifths > 0) return position < fifths ? 1 : 0;
  return 6 - position < -fifths ? -1 : 0;
}

/** The pitch of a note name in a key, in the octave closest to another pitch: in D, F near 69 is F♯4. */
export function nearestWithName(
  step: Pitch['step'],
  key: Pick<KeySignature, 'fifths'>,
  nearMidi: number,
): number {
  const inLowestOctave = midiOf({ step, alter: alterInKey(step, key), octave: 0 });
  const midi = inLowestOctave + 12 * Math.round((nearMidi - inLowestOctave) / 12);
  if (midi > 127) return midi - 12;
  return midi < 0 ? midi + 12 : midi;
}

/**
 * The pitch at a position of the staff in a key.
 * @param position in lines and spaces from C0: 7 an octave; E4, the lowest line of the treble clef, is 30.
 */
export function pitchAtStaffPosition(
  position: number,
  key: Pick<KeySignature, 'fifths'>,
): Pitch | undefined {
  const step = steps[((position % 7) + 7) % 7];
  const octave = Math.floor(position / 7);
  if (!step || octave < -1 || octave > 9) return undefined;
  return { step, alter: alterInKey(step, key), octave };
}

/** The spelling of a MIDI number in a key, as the score has it without regard to its neighbours. */
export function spellIn(midi: number, { fifths, mode }: KeySignature): Pitch {
  return spellPitch(midi, fifths, mode === 'minor' ? 1 : 0);
}

/** The position of a pitch on any staff, in lines and spaces from C0. */
export function staffPositionOf({ step, octave }: Pitch): number {
  return 7 * octave + steps.indexOf(step);
}
