/** SwiftF0's pitch bins, evenly spaced on a logarithmic scale, 70 cents apart. */
export const binCount = 95;

const minHz = 46.875;
const maxHz = 2093.75;
export const semitonesPerBin = (12 * Math.log2(maxHz / minHz)) / (binCount - 1);

/** The frequency of a fractional bin, also beyond the range of the bins. */
export function hzOfBin(bin: number): number {
  return minHz * 2 ** ((bin * semitonesPerBin) / 12);
}

/**
 * The frequency of a frame near one bin: the mean of the bin and its two neighbours, weighted by
 * their probabilities, as in the network's training (Nieradzik, arXiv 2508.18440).
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
