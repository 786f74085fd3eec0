import { maxBinsPerFrame, pitchBins } from './pyin-settings.ts';

/**
 * Logarithm of the transition probability by distance in bins, before normalisation: a triangle
 * with its peak at distance 0 (Mauch & Dixon 2014, section 2.2).
 */
const logTriangle = Float64Array.from({ length: maxBinsPerFrame + 1 }, (_, distance) =>
  Math.log((maxBinsPerFrame + 1 - distance) / (maxBinsPerFrame + 1)),
);

/** Logarithm of the sum of the triangle around each bin, which the lowest and highest bins truncate. */
const logTriangleSum = Float64Array.from({ length: pitchBins }, (_, bin) => {
  let sum = 0;
  for (let to = bin - maxBinsPerFrame; to <= bin + maxBinsPerFrame; to++) {
    if (to < 0 || to >= pitchBins) continue;
    sum += Math.exp(logTriangle[Math.abs(to - bin)] as number);
  }
  return Math.log(sum);
});

/**
 * For every pitch bin the best transition into it: the maximum over the bins within reach of log
 * probability plus log transition probability, and the bin that it comes from.
 *
 * The log of the triangle is concave, so the best origin never moves down as the destination moves
 * up (the matrix of sums is inverse Monge). Solving the middle destination first therefore halves
 * the origins for either side: O(n log n) instead of O(n × reach).
 */
export class ReachableBest {
  readonly score = new Float64Array(pitchBins);
  readonly origin = new Int16Array(pitchBins);
  readonly #leaving = new Float64Array(pitchBins);

  /** `scores[offset + bin]` is the log probability of the best path that ends in `bin`. */
  compute(scores: Float64Array, offset: number): void {
    for (let bin = 0; bin < pitchBins; bin++) {
      this.#leaving[bin] = (scores[offset + bin] as number) - (logTriangleSum[bin] as number);
    }
    this.#solve(0, pitchBins - 1, 0, pitchBins - 1);
  }

  #solve(first: number, last: number, minOrigin: number, maxOrigin: number): void {
    if (first > last) return;
    const middle = (first + last) >> 1;
    const from = Math.max(minOrigin, middle - maxBinsPerFrame);
    const to = Math.min(maxOrigin, middle + maxBinsPerFrame);
    let best = Number.NEGATIVE_INFINITY;
    let origin = from;
    for (let bin = from; bin <= to; bin++) {
      const distance = bin < middle ? middle - bin : bin - middle;
      const sum = (this.#leaving[bin] as number) + (logTriangle[distance] as number);
      if (sum > best) {
        best = sum;
        origin = bin;
      }
    }
    this.score[middle] = best;
    this.origin[middle] = origin;
    this.#solve(first, middle - 1, minOrigin, origin);
    this.#solve(middle + 1, last, origin, maxOrigin);
  }
}
