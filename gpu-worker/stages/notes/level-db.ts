const silentPower = 1e-10;

/** Mean power of a stretch of sound, in dB relative to full scale. */
export function levelDb(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return 10 * Math.log10(silentPower + energy / Math.max(1, samples.length));
}
