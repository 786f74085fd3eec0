import { downbeatStrengths } from './downbeat-evidence.ts';
import { onsetEnvelope } from './onset-envelope.ts';
import { trackAccompaniment } from './track-accompaniment.ts';

/** The beat of whatever plays under the voice. */
export interface Accompaniment {
  /** Rising. */
  readonly beatSeconds: readonly number[];
  /** How much each beat sounds like the first of a measure, in standard deviations. */
  readonly downbeatStrengths: readonly number[];
}

/** Fewer beats than these say nothing that the voice does not. */
const minBeats = 12;

/**
 * Hears the beat of an accompaniment; `undefined` where there is none to speak of.
 * @param mono at `beatRateHz`.
 */
export async function hearAccompaniment(mono: Float32Array): Promise<Accompaniment | undefined> {
  const beatSeconds = trackAccompaniment(await onsetEnvelope(mono));
  if (beatSeconds.length < minBeats) return undefined;
  return { beatSeconds, downbeatStrengths: await downbeatStrengths(mono, beatSeconds) };
}
