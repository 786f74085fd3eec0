import type { Autocorrelator } from './autocorrelator.ts';
import { frameLength, maxPeriod, minPeriod } from './pyin-settings.ts';

/** Number of lags of the normalised difference function, from `minPeriod` to `maxPeriod`. */
export const lagCount = maxPeriod - minPeriod + 1;

const smallestNormal = 2 ** -126;

/**
 * The cumulative mean normalised difference function of YIN (de Cheveigné & Kawahara, JASA 2002),
 * near 0 where the frame repeats itself and near 1 where it does not.
 *
 * The difference function (equation 6), d(τ) = Σ (x_j − x_{j+τ})², is expanded into
 * Σ x_j² + Σ x_{j+τ}² − 2 Σ x_j x_{j+τ}, whose last term is an autocorrelation. Samples beyond
 * the frame count as zero. The result is divided by its mean over the lags up to τ (equation 8).
 */
export class DifferenceFunction {
  readonly #autocorrelator: Autocorrelator;
  readonly #correlation = new Float32Array(maxPeriod + 1);

  /** `autocorrelator` must take frames of `frameLength` and give `maxPeriod + 1` lags. */
  constructor(autocorrelator: Autocorrelator) {
    this.#autocorrelator = autocorrelator;
  }

  /** Writes `lagCount` values into `normalised`; index 0 is `minPeriod`. */
  compute(frame: Float32Array, normalised: Float64Array): void {
    if (frame.length !== frameLength) throw new RangeError(`A frame has ${frameLength} samples`);
    const correlation = this.#correlation;
    this.#autocorrelator.autocorrelate(frame, correlation);
    const energy = correlation[0] as number;
    let leadingEnergy = 0;
    let differenceSum = 0;
    for (let lag = 1; lag <= maxPeriod; lag++) {
      leadingEnergy += (frame[lag - 1] as number) ** 2;
      const difference = 2 * (energy - (correlation[lag] as number)) - leadingEnergy;
      differenceSum += difference;
      if (lag >= minPeriod) {
        normalised[lag - minPeriod] = difference / (differenceSum / lag + smallestNormal);
      }
    }
  }
}
