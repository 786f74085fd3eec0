import { dbToPower } from '@my-pitch/shared/decibels';
/**
 * Adds white noise at a signal-to-noise ratio over the whole recording. The noise is always the same,
 * from a linear congruential generator.
 */
export function addNoise(voice: Float32Array, signalToNoiseDb: number): Float32Array {
  const power = voice.reduce((sum, sample) => sum + sample * sample, 0) / voice.length;
  // Uniform noise between −a and a has power a² / 3.
  const amplitude = Math.sqrt((3 * power) / dbToPower(signalToNoiseDb));
  let state = 1;
  return voice.map((sample) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return sample + amplitude * (state / 2 ** 31 - 1);
  });
}
