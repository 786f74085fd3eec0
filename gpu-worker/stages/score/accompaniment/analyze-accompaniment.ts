import type { SungNote } from '@my-pitch/shared/analysis';
import { dbToPower, powerToDb } from '@my-pitch/shared/decibels';
import { type Accompaniment, hearAccompaniment } from './hear-accompaniment.ts';
import { estimateHarmony, type Harmony } from './hear-harmony.ts';

/** What a band tells about the notes that are sung over it. */
export interface Band {
  readonly accompaniment?: Accompaniment | undefined;
  readonly harmony?: Harmony | undefined;
}

/**
 * Separation leaves a trace of a voice that sings alone some 25 dB below it, which is no band. The
 * softest guitar under a voice is louder than this.
 */
const traceDb = -20;

/**
 * Hears the beat and the harmony of what plays under a voice, if anything does.
 * @param mono at `beatRateHz`.
 */
export async function analyzeAccompaniment(
  mono: Float32Array,
  notes: readonly SungNote[],
): Promise<Band> {
  const power = mono.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, mono.length);
  if (powerToDb(power) < voiceDb(notes) + traceDb) return {};
  return { accompaniment: await hearAccompaniment(mono), harmony: await estimateHarmony(mono) };
}

/** Loudness while it sings, in dB relative to full scale. */
function voiceDb(notes: readonly SungNote[]): number {
  let [energy, seconds] = [0, 0];
  for (const { startSeconds, endSeconds, loudnessDb } of notes) {
    energy += (endSeconds - startSeconds) * dbToPower(loudnessDb);
    seconds += endSeconds - startSeconds;
  }
  return powerToDb(energy / seconds);
}
