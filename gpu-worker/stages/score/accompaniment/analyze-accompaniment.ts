import type { SungNote } from '@my-pitch/shared/analysis';
import { dbToPower, powerToDb } from '@my-pitch/shared/decibels';
import { levelDb } from '../../../audio/level-db.ts';
import { type Accompaniment, estimateBeats } from './estimate-beats.ts';
import { estimateHarmony, type Harmony } from './estimate-harmony.ts';

/** Beats and harmony of the band under a voice; each absent if it was not found. */
export interface Band {
  readonly accompaniment?: Accompaniment | undefined;
  readonly harmony?: Harmony | undefined;
}

/**
 * Separation of an unaccompanied voice leaves a residue some 25 dB below the voice. The softest
 * guitar under a voice is louder than this threshold.
 */
const minBandDb = -20;

/** An accompaniment, which may be only a residue of the separation. */
export interface AnalyzedAccompaniment extends Band {
  /** Mean power relative to full scale. */
  readonly powerDb: number;
}

/**
 * Estimates beats and harmony of an accompaniment. The mean of the whole voice, pauses included, is at most that
 * of its notes: what is only a residue beside it is so beside the notes, and nothing is estimated.
 * @param mono at `beatRateHz`.
 * @param voice at any rate.
 */
export async function analyzeAccompaniment(
  mono: Float32Array,
  voice: Float32Array,
): Promise<AnalyzedAccompaniment> {
  const powerDb = levelDb(mono);
  if (powerDb < levelDb(voice) + minBandDb) return { powerDb };
  return {
    powerDb,
    accompaniment: await estimateBeats(mono),
    harmony: await estimateHarmony(mono),
  };
}

/** @returns neither beats nor harmony if the accompaniment is only a residue of the separation. */
export function bandUnder(
  { powerDb, accompaniment, harmony }: AnalyzedAccompaniment,
  notes: readonly SungNote[],
): Band {
  return powerDb < voiceDb(notes) + minBandDb ? {} : { accompaniment, harmony };
}

/** Mean power over the sung notes, in dB relative to full scale. */
function voiceDb(notes: readonly SungNote[]): number {
  let [energy, seconds] = [0, 0];
  for (const { startSeconds, endSeconds, loudnessDb } of notes) {
    energy += (endSeconds - startSeconds) * dbToPower(loudnessDb);
    seconds += endSeconds - startSeconds;
  }
  return powerToDb(energy / seconds);
}
