import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A log-normal distribution: most values near the median, a few far above it. */
export interface Spread {
  readonly median: number;
  /** One value in twenty is above. */
  readonly p95: number;
}

/** The 95th percentile of the standard normal distribution. */
const normalP95 = 1.6449;

/** Random numbers that are the same for the same seed. */
export class Random {
  readonly #generator;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
    // The first numbers of neighbouring seeds are alike.
    for (let n = 0; n < 64; n++) uniformFloat64(this.#generator);
  }

  /** From 0 (included) to 1 (excluded), evenly. */
  fraction(): number {
    return uniformFloat64(this.#generator);
  }

  /** From 0 to `count - 1`. */
  index(count: number): number {
    return Math.floor(this.fraction() * count);
  }

  /** Time until the next of events that happen at this rate, independently of each other. */
  exponential(perSecond: number): number {
    return perSecond > 0 ? -Math.log(1 - this.fraction()) / perSecond : Number.POSITIVE_INFINITY;
  }

  spread({ median, p95 }: Spread): number {
    const deviation = Math.log(p95 / median) / normalP95;
    return median * Math.exp(deviation * this.#normal());
  }

  /** Box and Muller's transform (1958). */
  #normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.fraction()));
    return radius * Math.cos(2 * Math.PI * this.fraction());
  }
}
