import { copyZeroPadded } from '../../../audio/copy-zero-padded.ts';
import { createRealFft } from '../../../audio/real-fft.ts';
import { hzOfBin } from './pitch-bins.ts';

export const sampleRateHz = 16_000;
export const hopLength = 256;
export const bandCount = 128;
/** In the network's order. The long window resolves low harmonics, the short one rapid changes. */
const windowLengths = [1024, 2048, 512] as const;
export const viewCount = windowLengths.length;
/** A band whose weights sum to less contains no bin: the weights are rounding errors. */
const minWeight = 1e-8;

/** The input of the pitch network for any frames of a voice. */
export interface BandMagnitudes {
  /**
   * Magnitudes around frames `first` to `end` (exclusive), shape [`viewCount`, `bandCount`, end − first].
   */
  at(first: number, end: number): Float32Array;
  /** Frees the memory outside the JavaScript heap. */
  close(): void;
}

/**
 * Band spectra of a voice at 16 kHz by Hann windows of three lengths. The bands are spaced like the
 * network's pitch bins, from the lowest pitch to 8 kHz. Frame n is centred on sample `hopLength` n;
 * the voice is zero-padded. The published network computes the transforms as matrix products; FFTs
 * take a third of the time.
 */
export async function createBandMagnitudes(voice: Float32Array): Promise<BandMagnitudes> {
  const views = await Promise.all(windowLengths.map((length) => createView(voice, length)));
  return {
    at(first, end) {
      const size = bandCount * (end - first);
      const bands = new Float32Array(viewCount * size);
      for (const [i, view] of views.entries()) {
        view.fill(first, bands.subarray(i * size, (i + 1) * size));
      }
      return bands;
    },
    close() {
      for (const view of views) view.close();
    },
  };
}

/** The band spectra by windows of one length. */
async function createView(voice: Float32Array, windowLength: number) {
  const { signal, spectrum, forward, close } = await createRealFft(windowLength);
  const filters = filtersOf(windowLength);
  const magnitudes = new Float32Array(windowLength / 2 + 1);
  return {
    /** Fills `bands`, shape [`bandCount`, frames], from frame `first` on. */
    fill(first: number, bands: Float32Array): void {
      const frames = bands.length / bandCount;
      for (let frame = 0; frame < frames; frame++) {
        copyZeroPadded(voice, (first + frame) * hopLength - windowLength / 2, signal);
        forward();
        windowedMagnitudes(spectrum, magnitudes);
        for (let band = 0; band < bandCount; band++) {
          bands[band * frames + frame] = weigh(magnitudes, filters[band] as Filter);
        }
      }
    },
    close,
  };
}

/**
 * The magnitude of every bin of a `RealFft`'s spectrum, whose first pair is bins 0 and N/2, after a
 * Hann window applied in the frequency domain: half of each bin minus a quarter of both neighbours.
 * Multiplying the samples by the window would double the time.
 */
function windowedMagnitudes(spectrum: Float32Array, magnitudes: Float32Array): void {
  const last = magnitudes.length - 1;
  let beforeRe = spectrum[0] as number;
  let beforeIm = 0;
  let re = spectrum[2] as number;
  let im = spectrum[3] as number;
  magnitudes[0] = Math.abs(beforeRe - re) / 2;
  for (let bin = 1; bin < last - 1; bin++) {
    const nextRe = spectrum[2 * bin + 2] as number;
    const nextIm = spectrum[2 * bin + 3] as number;
    const windowedRe = re / 2 - (beforeRe + nextRe) / 4;
    const windowedIm = im / 2 - (beforeIm + nextIm) / 4;
    magnitudes[bin] = Math.sqrt(windowedRe * windowedRe + windowedIm * windowedIm);
    beforeRe = re;
    beforeIm = im;
    re = nextRe;
    im = nextIm;
  }
  const lastRe = spectrum[1] as number;
  magnitudes[last - 1] = Math.hypot(re / 2 - (beforeRe + lastRe) / 4, im / 2 - beforeIm / 4);
  magnitudes[last] = Math.abs(lastRe - re) / 2;
}

function weigh(magnitudes: Float32Array, { firstBin, weights }: Filter): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += (weights[i] as number) * (magnitudes[firstBin + i] as number);
  }
  return sum;
}

interface Filter {
  readonly firstBin: number;
  /** They sum to 1. */
  readonly weights: Float32Array;
}

/** Triangles between the centres of the neighbouring bands; the nearest bin where a triangle contains none. */
function filtersOf(windowLength: number): readonly Filter[] {
  const binHz = sampleRateHz / windowLength;
  const lastBin = windowLength / 2;
  return Array.from({ length: bandCount }, (_, band) => {
    const [low, centre, high] = [hzOfBin(band - 1), hzOfBin(band), hzOfBin(band + 1)] as const;
    const firstBin = Math.ceil(low / binHz);
    const bins = Math.min(lastBin, Math.floor(high / binHz)) - firstBin + 1;
    const weights = Float32Array.from({ length: Math.max(0, bins) }, (_, i) => {
      const hz = (firstBin + i) * binHz;
      return hz < centre ? (hz - low) / (centre - low) : (high - hz) / (high - centre);
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total < minWeight) {
      return { firstBin: Math.round(centre / binHz), weights: Float32Array.of(1) };
    }
    return { firstBin, weights: weights.map((weight) => weight / total) };
  });
}
