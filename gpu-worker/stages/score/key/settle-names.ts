import type { NamedNotes } from '../../notes/tuning/name-notes.ts';
import { bandTuningCents, type Harmony } from '../accompaniment/estimate-harmony.ts';
import { estimateKey } from './estimate-key.ts';

/** A tuning at least this far from the names of the notes is nearly as close to those a semitone away. */
const minUncertainCents = 35;
const maxMidi = 127;

/**
 * Names the notes of a singer whose tuning lies between two names as a musician would write them. Over
 * a band they are named by its tuning. A voice alone gets the key with fewer accidentals.
 *
 * @param named notes with the names nearest to the singer's tuning.
 * @param harmony of the band; `undefined` for a voice alone.
 * @returns the same notes, or all a semitone higher or lower, with the tuning against these names.
 */
export function settleNames(named: NamedNotes, harmony: Harmony | undefined): NamedNotes {
  const band = harmony && bandTuningCents(harmony);
  const semitones =
    band === undefined
      ? towardsFewerAccidentals(named, harmony)
      : Math.round((named.tuningOffsetCents - band) / 100);
  return semitones === 0 ? named : renamed(named, semitones);
}

function towardsFewerAccidentals(named: NamedNotes, harmony: Harmony | undefined): number {
  if (harmony || Math.abs(named.tuningOffsetCents) < minUncertainCents) return 0;
  const semitones = Math.sign(named.tuningOffsetCents);
  const accidentals = ({ notes }: NamedNotes) => Math.abs(estimateKey(notes).fifths);
  return accidentals(renamed(named, semitones)) < accidentals(named) ? semitones : 0;
}

function renamed({ notes, tuningOffsetCents }: NamedNotes, semitones: number): NamedNotes {
  return {
    notes: notes.map((note) => ({
      ...note,
      midi: Math.min(maxMidi, Math.max(0, note.midi + semitones)),
    })),
    tuningOffsetCents: tuningOffsetCents - 100 * semitones,
  };
}
