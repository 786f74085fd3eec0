import { downbeatStrengths } from './downbeat-evidence.ts';
import { onsetEnvelope } from './onset-envelope.ts';
import { trackBeats } from './track-beats.ts';

/** The beats of what plays under the voice. */
export interface Accompaniment {
  /** Rising. */
  readonly beatSeconds: readonly number[];
  /** For each beat, how likely it is a downbeat, in standard deviations from the song's mean. */
  readonly downbeatStrengths: readonly number[];
}

/** With fewer beats the voice alone decides. */
const minBeats = 12;

/**
 * Estimates the beats of an accompaniment.
 * @param mono at `beatRateHz`.
 * @returns `undefined` if fewer than 12 beats are found.
 */
export async function estimateBeats(mono: Float32Array): Promise<Accompaniment | undefined> {
  const beatSeconds = trackBeats(await onsetEnvelope(mono));
  if (beatSeconds.length < minBeats) return undefined;
  return { beatSeconds, downbeatStrengths: await downbeatStrengths(mono, beatSeconds) };
}
