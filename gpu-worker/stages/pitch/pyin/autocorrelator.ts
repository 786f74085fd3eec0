import { multiplyByConjugate } from '../../../audio/conjugate-product.ts';
import { createRealFft } from '../../../audio/real-fft.ts';

export interface Autocorrelator {
  /**
   * Autocorrelation of one zero-padded frame: `lags[k]` is the sum of `frame[j] * frame[j + k]`.
   * `frame` and `lags` have the lengths given at creation.
   */
  autocorrelate(frame: Float32Array, lags: Float32Array): void;
  /** Frees the memory outside the JavaScript heap. */
  close(): void;
}

/**
 * Prepares autocorrelation by the Wiener–Khinchin theorem: the inverse transform of the power
 * spectrum of the frame, padded so that no lag wraps around.
 */
export async function createAutocorrelator(
  frameLength: number,
  lagCount: number,
): Promise<Autocorrelator> {
  const fft = await createRealFft(transformSize(frameLength + lagCount));
  const { signal, spectrum, size } = fft;
  return {
    autocorrelate(frame, lags) {
      signal.set(frame);
      signal.fill(0, frameLength);
      fft.forward();
      multiplyByConjugate(spectrum, spectrum);
      fft.backward();
      for (let k = 0; k < lagCount; k++) lags[k] = (signal[k] as number) / size;
    },
    close: fft.close,
  };
}

/** The smallest size that PFFFT supports, 32 times a product of 2, 3 and 5, from `minSize` on. */
function transformSize(minSize: number): number {
  const isSmooth = (n: number): boolean => {
    let remainder = n;
    for (const prime of [2, 3, 5]) while (remainder % prime === 0) remainder /= prime;
    return remainder === 1;
  };
  let blocks = Math.ceil(minSize / 32);
  while (!isSmooth(blocks)) blocks++;
  return blocks * 32;
}
