import type { Analysis } from '@my-pitch/shared/analysis';
import type { Score } from '@my-pitch/shared/score';
import { type Comparison, comparisonSchema } from '@my-pitch/shared/scoring/comparison';
import { describeSinging } from '@my-pitch/shared/scoring/describe-singing';
import { pitchCurveOf } from '@my-pitch/shared/scoring/pitch-curve';
import { referenceNotesOf } from '@my-pitch/shared/scoring/reference-notes';
import { scoreMeasures } from '@my-pitch/shared/scoring/score-measures';
import { scoreTake } from '@my-pitch/shared/scoring/score-take';
import { delayedBy, type TimeAlignment } from '@my-pitch/shared/scoring/time-alignment';
import { alignAccompaniments } from '../align/align-accompaniments.ts';
import { alignVoices } from '../align/align-voices.ts';
import { roundComparison } from './round-comparison.ts';

/** A transcribed song. */
export interface ComparedSong {
  readonly analysis: Pick<Analysis, 'f0' | 'notes'>;
  /** Mono at the alignment's rate; absent if the recording is only a voice [samples]. */
  readonly accompaniment?: Float32Array | undefined;
}

/**
 * Compares a take with its original: aligns them by the accompaniment where both have the same, else by
 * the melody, and scores the take. The same songs give the same comparison.
 */
export async function compareTake(
  original: ComparedSong & { readonly score: Score },
  take: ComparedSong,
): Promise<Comparison> {
  const { f0 } = original.analysis;
  const reference = referenceNotesOf(original.score, f0);
  const sung = {
    curve: pitchCurveOf(take.analysis.f0),
    notes: take.analysis.notes.map(({ startSeconds, endSeconds, centreMidi }) => ({
      startSeconds,
      endSeconds,
      midi: centreMidi,
    })),
  };
  const byAccompaniment = await alignByAccompaniment(original, take);
  const alignment =
    byAccompaniment ?? alignVoices({ notes: reference, curve: pitchCurveOf(f0) }, sung);
  const points = alignment ?? delayedBy(0);
  const scored = scoreTake({ reference, take: sung, alignment: points });
  return comparisonSchema.parse(
    roundComparison({
      version: 1,
      alignment: { method: byAccompaniment ? 'accompaniment' : 'voice', points: [...points] },
      ...scored,
      measures: scoreMeasures(original.score, scored),
      singing: describeSinging(take.analysis.notes, sung.curve),
    }),
  );
}

async function alignByAccompaniment(
  original: ComparedSong,
  take: ComparedSong,
): Promise<TimeAlignment | undefined> {
  if (!original.accompaniment || !take.accompaniment) return undefined;
  return alignAccompaniments(original.accompaniment, take.accompaniment);
}
