import {
  type AnalyzedAccompaniment,
  analyzeAccompaniment,
} from '../score/accompaniment/analyze-accompaniment.ts';
import { tuningOf } from '../score/accompaniment/estimate-harmony.ts';
import { type HeardHarmonies, hearHarmonies } from './find-chords.ts';

/** A band, and its chords where it has a harmony. */
export interface HeardBand extends AnalyzedAccompaniment {
  readonly heard?: HeardHarmonies;
}

/**
 * All that is heard in an accompaniment without the notes of the voice, so that it can be heard while they are found.
 * @param mono at `beatRateHz`.
 * @param voice at any rate: a much softer accompaniment is only a residue of the separation.
 */
export async function hearBand(mono: Float32Array, voice: Float32Array): Promise<HeardBand> {
  const analyzed = await analyzeAccompaniment(mono, voice);
  const { harmony } = analyzed;
  return harmony ? { ...analyzed, heard: await hearHarmonies(mono, tuningOf(harmony)) } : analyzed;
}
