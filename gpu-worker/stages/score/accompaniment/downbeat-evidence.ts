import { floorMod } from '@my-pitch/shared/floor-mod';
import { hann } from '../../../audio/hann-window.ts';
import { createRealFft, type RealFft } from '../../../audio/real-fft.ts';
import { beatRateHz } from './onset-envelope.ts';

const frameSize = 4096;
const binHz = beatRateHz / frameSize;
const bassHz = { min: 30, max: 160 };
const chromaHz = { min: 80, max: 2000 };
/** Strengths are clipped to this many standard deviations. */
const maxDeviations = 2;

/**
 * How likely each beat is a downbeat: on a downbeat the bass enters and the harmony changes. In
 * standard deviations from the song's mean, one value for each beat.
 *
 * @param mono the accompaniment at {@link beatRateHz}.
 */
export async function downbeatStrengths(
  mono: Float32Array,
  beatSeconds: readonly number[],
): Promise<number[]> {
  const fft = await createRealFft(frameSize);
  try {
    const spectra = beatSeconds.map((seconds) => analyzeBeat(mono, seconds, fft));
    const bass = standardise(spectra.map(({ bass }) => bass));
    const chromas = spectra.map(({ chroma }) => chroma);
    // Two beats on each side: a melody changes at every beat, harmony rarely does.
    const change = standardise(
      chromas.map((_, i) => 1 - cosine(sumOfTwo(chromas, i - 2), sumOfTwo(chromas, i))),
    );
    return bass.map((value, i) => (value + (change[i] as number)) / Math.SQRT2);
  } finally {
    fft.close();
  }
}

/** Log bass power and [12] chroma of the third of a second after a beat. */
function analyzeBeat(mono: Float32Array, seconds: number, fft: RealFft) {
  const start = Math.round(seconds * beatRateHz);
  for (let i = 0; i < frameSize; i++) {
    const window = hann(i, frameSize);
    fft.signal[i] = (mono[start + i] ?? 0) * window;
  }
  fft.forward();
  let bass = 0;
  const chroma = new Float64Array(12);
  for (let bin = Math.ceil(bassHz.min / binHz); bin * binHz < chromaHz.max; bin++) {
    const hz = bin * binHz;
    const power =
      (fft.spectrum[2 * bin] as number) ** 2 + (fft.spectrum[2 * bin + 1] as number) ** 2;
    if (hz < bassHz.max) bass += power;
    if (hz < chromaHz.min) continue;
    const pitchClass = floorMod(Math.round(12 * Math.log2(hz / 440)), 12);
    chroma[pitchClass] = (chroma[pitchClass] as number) + Math.sqrt(power);
  }
  return { bass: Math.log(bass + 1e-6), chroma };
}

/** Chroma of two beats from `first` on. Indices outside the song are clamped to its ends. */
function sumOfTwo(chromas: readonly Float64Array[], first: number): Float64Array {
  const clamped = (i: number) =>
    chromas[Math.max(0, Math.min(chromas.length - 1, i))] as Float64Array;
  const second = clamped(first + 1);
  return clamped(first).map((value, i) => value + (second[i] as number));
}

function cosine(a: Float64Array, b: Float64Array): number {
  const dot = (x: Float64Array, y: Float64Array) =>
    x.reduce((sum, value, i) => sum + value * (y[i] as number), 0);
  return dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1);
}

function standardise(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(square / Math.max(1, values.length)) || 1;
  return values.map((value) =>
    Math.max(-maxDeviations, Math.min(maxDeviations, (value - mean) / deviation)),
  );
}
