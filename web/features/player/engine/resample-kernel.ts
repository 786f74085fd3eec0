/** Samples on each side of a point that its value is interpolated from. */
export const kernelHalfWidth = 16;
const taps = 2 * kernelHalfWidth;
/** Points between two samples; the nearest one is taken. */
const phases = 512;
/** Half of the filter's transition band, in cycles a sample. */
const transition = 0.05;

/**
 * Interpolates a signal that is read `ratio` times as fast: a sinc with a Blackman window (Smith, "Digital
 * Audio Resampling", CCRMA 2002), with its cut-off below half of the slower of both rates.
 */
export class ResampleKernel {
  readonly ratio: number;
  /** Weights of the samples around each phase. */
  readonly #weights: Float32Array;

  constructor(ratio: number) {
    this.ratio = ratio;
    this.#weights = weightsOf((0.5 - transition) / Math.max(1, ratio));
  }

  /**
   * Reads `count` values from `at` on, `ratio` samples apart, into `into` from `from` on. `samples` has
   * {@link kernelHalfWidth} samples around each.
   */
  read(samples: Float32Array, at: number, into: Float32Array, from: number, count: number): void {
    const weights = this.#weights;
    for (let i = 0; i < count; i += 1) {
      const point = Math.round((at + i * this.ratio) * phases);
      const before = Math.floor(point / phases);
      const row = (point - before * phases) * taps;
      const first = before - kernelHalfWidth + 1;
      let sum = 0;
      for (let k = 0; k < taps; k += 1) {
        sum += (samples[first + k] as number) * (weights[row + k] as number);
      }
      into[from + i] = sum;
    }
  }
}

/** @param cutoff in cycles a sample. */
function weightsOf(cutoff: number): Float32Array {
  const weights = new Float32Array(phases * taps);
  for (let phase = 0; phase < phases; phase += 1) {
    const row = weights.subarray(phase * taps, (phase + 1) * taps);
    let sum = 0;
    for (let k = 0; k < taps; k += 1) {
      const distance = k - kernelHalfWidth + 1 - phase / phases;
      row[k] = sinc(2 * cutoff * distance) * blackman(distance / kernelHalfWidth);
      sum += row[k] as number;
    }
    // A constant signal stays the same at each phase, so that none of them is heard.
    for (let k = 0; k < taps; k += 1) row[k] = (row[k] as number) / sum;
  }
  return weights;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** @param x −1 to 1, the ends of the window. */
function blackman(x: number): number {
  if (Math.abs(x) >= 1) return 0;
  return 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
}
