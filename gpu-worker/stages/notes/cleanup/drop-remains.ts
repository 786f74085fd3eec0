import type { F0Track } from '@my-pitch/shared/analysis';
import type { MeasuredNote } from '../measurement/measure-note.ts';

/**
 * Weights of a logistic regression on the detected notes of voices 5 dB below a band, after separation:
 * remains of the band, or sung (docs/experiments/note-detection.md).
 */
const weights = { bias: -0.29, voicing: -5.19, harmonicShareDb: -0.818, loudnessDb: -0.247 };
/** A clear soft voice is still a voice: a note counts as no softer than this. */
const softestDb = -12;
/** A note is dropped from these log-odds on. */
const dropFrom = 0.4;

type Note = Pick<MeasuredNote, 'startSeconds' | 'endSeconds' | 'loudnessDb'>;

/**
 * Drops what separation leaves of a band in the pauses of a voice: sounds that the pitch tracker is less sure
 * of, that are not harmonics of one pitch, and that are softer than half of the notes.
 *
 * @param harmonicSharesDb of each note.
 */
export function dropRemains<Kept extends Note>(
  notes: readonly Kept[],
  f0: Pick<F0Track, 'voicedProbability' | 'hopSeconds'>,
  harmonicSharesDb: readonly number[],
): Kept[] {
  const median = notes.map(({ loudnessDb }) => loudnessDb).sort((a, b) => a - b)[
    notes.length >> 1
  ] as number;
  return notes.filter((note, i) => {
    const logOdds =
      weights.bias +
      weights.voicing * voicingOf(note, f0) +
      weights.harmonicShareDb * (harmonicSharesDb[i] as number) +
      weights.loudnessDb * Math.max(softestDb, note.loudnessDb - median);
    return logOdds < dropFrom;
  });
}

/** The mean probability of a pitch in a note. */
function voicingOf(
  { startSeconds, endSeconds }: Note,
  { voicedProbability, hopSeconds }: Pick<F0Track, 'voicedProbability' | 'hopSeconds'>,
): number {
  const from = Math.round(startSeconds / hopSeconds);
  const frames = voicedProbability.slice(
    from,
    Math.max(from + 1, Math.round(endSeconds / hopSeconds)),
  );
  return frames.reduce((sum, probability) => sum + probability, 0) / Math.max(1, frames.length);
}
