import type { SungNote } from '@my-pitch/shared/analysis';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { namePitches } from './name-pitches.ts';

export interface NamedNotes {
  readonly notes: SungNote[];
  /** Duration-weighted mean of the singer's tuning against A4 = 440 Hz, in cents, −50 to 50. */
  readonly tuningOffsetCents: number;
}

const maxMidi = 127;

/**
 * Gives each note its whole MIDI number and its deviation in cents from the singer's own tuning.
 *
 * @param measured in time order.
 */
export function nameNotes(measured: readonly MeasuredNote[]): NamedNotes {
  const { midi, referenceCents, tuningOffsetCents } = namePitches(
    measured.map(({ centreMidi, spreadSemitones, startSeconds, endSeconds }) => ({
      midi: centreMidi,
      spreadSemitones,
      timeSeconds: startSeconds,
      durationSeconds: endSeconds - startSeconds,
    })),
  );
  const notes = measured.map(({ span: _span, spreadSemitones: _spread, ...note }, i) => {
    const named = midi[i] as number;
    const deviationCents = 100 * (note.centreMidi - named) - (referenceCents[i] as number);
    return { ...note, midi: Math.min(maxMidi, Math.max(0, named)), deviationCents };
  });
  return { notes, tuningOffsetCents };
}
