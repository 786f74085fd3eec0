import { floorMod } from '@my-pitch/shared/floor-mod';
import { hann } from '../../../audio/hann-window.ts';
import { createRealFft, type RealFft } from '../../../audio/real-fft.ts';
import { beatRateHz } from './onset-envelope.ts';

const frameSize = 4096;
const binHz = beatRateHz / frameSize;
const bassHz = { from: 30, to: 160 };
const chromaHz = { from: 80, to: 2000 };

/**
 * How much each beat sounds like the first of a measure: the bass comes in and the harmony
 * changes. In standard deviations from the song's mean, one for each beat.
 *
 * @param mono the accompaniment at the rate of the beat.
 */
export async function downbeatStrengths(
  mono: Float32Array,
  beatSeconds: readonly number[],
): Promise<number[]> {
  const fft = await createRealFft(frameSize);
  try {
    const heard = beatSeconds.map((seconds) => listen(mono, seconds, fft));
    const bass = standardise(heard.map(({ bass }) => bass));
    const chromas = heard.map(({ chroma }) => chroma);
    // Two beats on either side, for a melody moves at every beat and harmony seldom does.
    const change = standardise(
      chromas.map((_, i) => 1 - cosine(sumOf(chromas, i - 2), sumOf(chromas, i))),
    );
    return bass.map((value, i) => (value + (change[i] as number)) / Math.SQRT2);
  } finally {
    fft.close();
  }
}

/** The third of a second from a beat on. */
function listen(mono: Float32Array, seconds: number, fft: RealFft) {
  const start = Math.round(seconds * beatRateHz);
  for (let i = 0; i < frameSize; i++) {
    const window = hann(i, frameSize);
    fft.signal[i] = (mono[start + i] ?? 0) * window;
  }
  fft.forward();
  let bass = 0;
  const chroma = new Float64Array(12);
  for (let bin = Math.ceil(bassHz.from / binHz); bin * binHz < chromaHz.to; bin++) {
    const hz = bin * binHz;
    const power =
      (fft.spectrum[2 * bin] as number) ** 2 + (fft.spectrum[2 * bin + 1] as number) ** 2;
    if (hz < bassHz.to) bass += power;
    if (hz < chromaHz.from) continue;
    const pitchClass = floorMod(Math.round(12 * Math.log2(hz / 440)), 12);
    chroma[pitchClass] = (chroma[pitchClass] as number) + Math.sqrt(power);
  }
  return { bass: Math.log(bass + 1e-6), chroma };
}

/** Of two beats; the outermost stand for those beyond them. */
function sumOf(chromas: readonly Float64Array[], first: number): Float64Array {
  const within = (i: number) =>
    chromas[Math.max(0, Math.min(chromas.length - 1, i))] as Float64Array;
  const second = within(first + 1);
  return within(first).map((value, i) => value + (second[i] as number));
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
  return values.map((value) => Math.max(-2, Math.min(2, (value - mean) / deviation)));
}
