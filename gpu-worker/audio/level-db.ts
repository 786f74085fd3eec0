import { powerToDb } from '@my-pitch/shared/decibels';

/** Keeps digital silence finite: −100 dB. */
const silentPower = 1e-10;

/** Mean power of samples in dB relative to full scale; −100 for digital silence or no samples. */
export function levelDb(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return powerToDb(silentPower + energy / Math.max(1, samples.length));
}
