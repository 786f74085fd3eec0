const silentPower = 1e-10;

/** Mean power of a stretch of sound, in dB relative to full scale. */
export function levelDb(samples: Float32Array): number {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
  return 10 * Math.log10(silentPower + energy / Math.max(1, samples.length));
}
