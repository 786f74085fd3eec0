/** The pitches that SwiftF0 tells apart: evenly spaced on a logarithmic scale, 70 cents to the bin. */
export const binCount = 95;

const minHz = 46.875;
const maxHz = 2093.75;
export const semitonesPerBin = (12 * Math.log2(maxHz / minHz)) / (binCount - 1);

/** The frequency at a place between bins, or beyond them. */
export function hzOfBin(bin: number): number {
  return minHz * 2 ** ((bin * semitonesPerBin) / 12);
}

/**
 * The frequency that a frame's scores tell around one bin: the mean of the bin and its neighbours
 * by their probabilities, as the network was trained to be read (Nieradzik, arXiv 2508.18440).
 */
export function hzAround(logits: Float32Array, bin: number): number {
  let sum = 0;
  let total = 0;
  const highest = logits[bin] as number;
  for (let near = Math.max(0, bin - 1); near <= Math.min(binCount - 1, bin + 1); near++) {
    const weight = Math.exp((logits[near] as number) - highest);
    sum += weight * near;
    total += weight;
  }
  return hzOfBin(sum / total);
}
