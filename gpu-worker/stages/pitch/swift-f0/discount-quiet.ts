import { levelDb } from '../../../audio/level-db.ts';
import { hopLength } from './band-magnitudes.ts';

/** The song's own loud level: the level that a tenth of the voiced frames exceed. */
const loudShare = 0.1;
const surelyVoiced = 0.5;
/** Softer frames than this below it are more often remains of the accompaniment, … */
const quietDb = -16;
/** … by this, in nats for each decibel, and at most by this: a clear soft voice is still a voice. */
const natsPerDb = 0.2;
const maxNats = 1.7;
/** The level of a frame is that of two hops around its centre. */
const reach = hopLength;

/**
 * Lowers the probabilities of voicing where a voice is much softer than it is elsewhere in the song.
 * After separation, remains of the band sound like a soft voice in its pauses.
 *
 * @param voice samples, with a frame every {@link hopLength}.
 * @param confidence the probability that each frame is voiced, by its spectrum alone.
 */
export function discountQuiet(voice: Float32Array, confidence: Float32Array): Float32Array {
  const levels = confidence.map((_, frame) => {
    const centre = frame * hopLength;
    return levelDb(voice.subarray(Math.max(0, centre - reach), centre + reach));
  });
  const voiced = levels.filter((_, i) => (confidence[i] as number) > surelyVoiced).sort();
  const loudDb = voiced[Math.floor(voiced.length * (1 - loudShare))];
  if (loudDb === undefined) return confidence;
  return confidence.map((probability, i) => {
    const belowDb = loudDb + quietDb - (levels[i] as number);
    const nats = Math.min(maxNats, Math.max(0, natsPerDb * belowDb));
    return probability / (probability + (1 - probability) * Math.exp(nats));
  });
}
