import { hann } from '../../audio/hann-window.ts';
import { createRealFft, type RealFft } from '../../audio/real-fft.ts';
import { beatRateHz } from '../score/accompaniment/onset-envelope.ts';

/** Samples between frames. */
export const hopSize = 256;
export const frameSeconds = hopSize / beatRateHz;
const octaves = 7;
const binsPerOctave = 36;
export const binCount = octaves * binsPerOctave;
/** C1 at A4 = 440 Hz, the centre of bin 0. */
const lowestHz = 440 * 2 ** ((24 - 69) / 12);
/** Centre frequency over bandwidth, so that neighbouring bins meet where they have half their power. */
const quality = (2 ** (2 / binsPerOctave) + 1) / (2 ** (2 / binsPerOctave) - 1);
/** Holds the longest filter of each octave. */
const fftSize = 512;

/**
 * A filter of the transform as its spectrum, where that is not negligible. The spectrum is real: the window
 * is even around the middle of the frame.
 */
interface Filter {
  readonly firstBin: number;
  readonly values: Float32Array;
}

/**
 * The constant-Q transform of music: magnitudes of 36 bins in each of seven octaves (Brown, JASA 1991; by
 * octaves as in Schörkhuber and Klapuri, SMC 2010). A sinusoid of amplitude a at the centre of a bin gives
 * a/2 · √n there, for a filter of n samples.
 *
 * @param mono at `beatRateHz`.
 * @param tuningSemitones of the music above A4 = 440 Hz.
 * @returns [frames, 252], of frames around samples 0, 256, 512, …; bin 0 is C1.
 */
export async function constantQ(
  mono: Float32Array,
  tuningSemitones: number,
): Promise<Float32Array> {
  const frames = Math.ceil(mono.length / hopSize);
  const magnitudes = new Float32Array(frames * binCount);
  const fft = await createRealFft(fftSize);
  try {
    const filters = makeFilters(tuningSemitones, fft);
    let signal = mono;
    for (let octave = octaves - 1; octave >= 0; octave--) {
      // Each octave has half the sample rate of the one above, and the same filters at that rate.
      const decimation = 2 ** (octaves - 1 - octave);
      const gain = Math.sqrt(decimation);
      for (let frame = 0; frame < frames; frame++) {
        loadAround(fft.signal, signal, (frame * hopSize) / decimation);
        fft.forward();
        const at = frame * binCount + octave * binsPerOctave;
        filters.forEach((filter, bin) => {
          magnitudes[at + bin] = gain * magnitude(fft.spectrum, filter);
        });
      }
      if (octave > 0) signal = halveRate(signal);
    }
    return magnitudes;
  } finally {
    fft.close();
  }
}

/** The filters of the highest octave. */
function makeFilters(tuningSemitones: number, fft: RealFft): Filter[] {
  const octaveHz = lowestHz * 2 ** (octaves - 1 + tuningSemitones / 12);
  return Array.from({ length: binsPerOctave }, (_, bin) => {
    const hz = octaveHz * 2 ** (bin / binsPerOctave);
    return makeFilter(hz / beatRateHz, (quality * beatRateHz) / hz, fft);
  });
}

/** A Hann window of `length` samples around the middle of the frame, at `frequency` cycles a sample. */
function makeFilter(frequency: number, length: number, fft: RealFft): Filter {
  const windowSum = length / 2;
  const window = new Float64Array(fftSize);
  for (let i = 0; i < fftSize; i++) {
    const fromMiddle = i - fftSize / 2;
    if (Math.abs(fromMiddle) < length / 2) window[i] = hann(fromMiddle + length / 2, length);
  }
  const spectrum = (part: (phase: number) => number) => {
    for (let i = 0; i < fftSize; i++) {
      const phase = 2 * Math.PI * frequency * (i - fftSize / 2);
      fft.signal[i] = ((window[i] as number) * part(phase)) / windowSum;
    }
    fft.forward();
    return Float32Array.from(fft.spectrum);
  };
  const [cosine, sine] = [spectrum(Math.cos), spectrum(Math.sin)];
  // The bins of a Hann window's main lobe, and one side lobe.
  const reach = Math.ceil((3 * fftSize) / length);
  const centre = Math.round(frequency * fftSize);
  const firstBin = Math.max(1, centre - reach);
  const lastBin = Math.min(fftSize / 2 - 1, centre + reach);
  const values = new Float32Array(lastBin - firstBin + 1);
  const scale = Math.sqrt(length) / fftSize;
  for (let bin = firstBin; bin <= lastBin; bin++) {
    // Of cos + i·sin at this frequency.
    const re = (cosine[2 * bin] as number) - (sine[2 * bin + 1] as number);
    values[bin - firstBin] = re * scale;
  }
  return { firstBin, values };
}

function magnitude(spectrum: Float32Array, { firstBin, values }: Filter): number {
  let [re, im] = [0, 0];
  for (let i = 0, at = 2 * firstBin; i < values.length; i++, at += 2) {
    const value = values[i] as number;
    re += (spectrum[at] as number) * value;
    im += (spectrum[at + 1] as number) * value;
  }
  return Math.sqrt(re * re + im * im);
}

/** The samples around `centre`, zero outside of the signal. */
function loadAround(frame: Float32Array, signal: Float32Array, centre: number): void {
  const start = Math.round(centre) - fftSize / 2;
  const [first, end] = [Math.max(0, start), Math.min(signal.length, start + fftSize)];
  frame.fill(0);
  if (first < end) frame.set(signal.subarray(first, end), first - start);
}

/**
 * Taps of a half-band low-pass filter on one side: the middle one, then the odd ones. A sinc under a Hann
 * window of 31 taps; 80 dB down where the highest octave's aliases would lie.
 */
const oddTaps = Array.from({ length: 8 }, (_, i) => {
  const offset = 2 * i + 1;
  return (Math.sin((Math.PI * offset) / 2) / (Math.PI * offset)) * hann(offset + 16, 32);
});

/** Halves the sample rate. Frequencies up to a fifth of the old rate are kept. */
function halveRate(signal: Float32Array): Float32Array {
  const half = new Float32Array(Math.ceil(signal.length / 2));
  for (let i = 0; i < half.length; i++) {
    let sum = 0.5 * (signal[2 * i] as number);
    for (let tap = 0; tap < oddTaps.length; tap++) {
      const offset = 2 * tap + 1;
      const pair = (signal[2 * i - offset] ?? 0) + (signal[2 * i + offset] ?? 0);
      sum += (oddTaps[tap] as number) * pair;
    }
    half[i] = sum;
  }
  return half;
}
