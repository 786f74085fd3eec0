import { floorMod } from '@my-pitch/shared/floor-mod';
import { hzToMidi } from '@my-pitch/shared/pitch-units';
import { hannWindow } from '../../../audio/hann-window.ts';
import { createRealFft, type RealFft } from '../../../audio/real-fft.ts';
import { beatRateHz } from './onset-envelope.ts';

const frameSize = 4096;
const binHz = beatRateHz / frameSize;
/** From a low bass note up to where overtones outweigh fundamentals. */
const peakHz = { min: 65, max: 1400 };
/** Frames with less than this share of the maximum power so far are skipped. */
const minPowerShare = 1e-4;
const binsPerSemitone = 10;
const pitchBins = 12 * binsPerSemitone;
/** Of a band with a tuning the pitches agree at least so far. Noise has an agreement near 0. */
const minTuningAgreement = 0.15;

/** A fine-grained chroma: how much of each pitch an accompaniment plays, octaves folded together. */
export interface Harmony {
  /** [120] shares from C up, in tenths of a semitone at A4 = 440 Hz. The resolution leaves the tuning open. */
  readonly pitches: Float64Array;
  /** Duration of the frames that were counted. */
  readonly seconds: number;
}

/**
 * Estimates the harmony of an accompaniment from the peaks of its spectrum. Every frame has the
 * same weight.
 *
 * @param mono at {@link beatRateHz}.
 * @returns `undefined` if no frame has a spectral peak.
 */
export async function estimateHarmony(mono: Float32Array): Promise<Harmony | undefined> {
  const fft = await createRealFft(frameSize);
  try {
    return sumPeaks(mono, fft);
  } finally {
    fft.close();
  }
}

function sumPeaks(mono: Float32Array, fft: RealFft): Harmony | undefined {
  const window = hannWindow(frameSize);
  const all = new Float64Array(pitchBins);
  let [maxPower, frames] = [0, 0];
  for (let start = 0; start + frameSize <= mono.length; start += frameSize) {
    for (let i = 0; i < frameSize; i++) {
      fft.signal[i] = (mono[start + i] as number) * (window[i] as number);
    }
    fft.forward();
    const { pitches, power, total } = peakPitches(fft.spectrum);
    maxPower = Math.max(maxPower, power);
    if (power <= minPowerShare * maxPower) continue;
    frames++;
    for (let i = 0; i < pitchBins; i++) {
      all[i] = (all[i] as number) + (pitches[i] as number) / total;
    }
  }
  if (frames === 0) return undefined;
  return {
    pitches: all.map((value) => value / frames),
    seconds: (frames * frameSize) / beatRateHz,
  };
}

/**
 * Shares of the pitch classes in the accompaniment's own tuning.
 *
 * @param singerSemitones tuning of the singer above A4 = 440 Hz. It decides which semitone the
 *   accompaniment's pitches are named after.
 * @returns [12], C first.
 */
export function pitchClassShares(harmony: Harmony, singerSemitones: number): number[] {
  const { pitches } = harmony;
  const tuning = tuningOf(harmony, singerSemitones);
  const shares = new Array<number>(12).fill(0);
  pitches.forEach((share, bin) => {
    const semitones = bin / binsPerSemitone - tuning;
    const nearest = Math.round(semitones);
    const inTune = Math.cos(Math.PI * (semitones - nearest)) ** 2;
    const pitchClass = floorMod(nearest, 12);
    shares[pitchClass] = (shares[pitchClass] as number) + share * inTune;
  });
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

/**
 * Tuning of an accompaniment above A4 = 440 Hz, in semitones. It is known modulo a semitone: the value nearest
 * to that of the singer is taken.
 */
export function tuningOf({ pitches }: Harmony, singerSemitones = 0): number {
  const { tuning } = meanTuning(pitches);
  return tuning + Math.round(singerSemitones - tuning);
}

/**
 * The band's tuning against A4 = 440 Hz in cents, −50 to 50; `undefined` if its pitches agree on none.
 */
export function bandTuningCents({ pitches }: Harmony): number | undefined {
  const { tuning, agreement } = meanTuning(pitches);
  return agreement < minTuningAgreement ? undefined : 100 * tuning;
}

/** Circular mean of the pitches' distances from the semitones, and how far they agree, 0 to 1. */
function meanTuning(pitches: Float64Array) {
  let [x, y, sum] = [0, 0, 0];
  pitches.forEach((share, bin) => {
    const angle = (2 * Math.PI * bin) / binsPerSemitone;
    x += share * Math.cos(angle);
    y += share * Math.sin(angle);
    sum += share;
  });
  return { tuning: Math.atan2(y, x) / (2 * Math.PI), agreement: Math.hypot(x, y) / sum };
}

/** Amplitudes of the spectrum's peaks, [pitchBins]; power of the whole range; sum of the amplitudes. */
function peakPitches(spectrum: Float32Array) {
  const pitches = new Float64Array(pitchBins);
  let [power, total] = [0, 0];
  const powerAt = (bin: number) =>
    (spectrum[2 * bin] as number) ** 2 + (spectrum[2 * bin + 1] as number) ** 2;
  for (let bin = Math.ceil(peakHz.min / binHz); bin * binHz < peakHz.max; bin++) {
    const [below, here, above] = [powerAt(bin - 1), powerAt(bin), powerAt(bin + 1)];
    power += here;
    if (here <= below || here < above) continue;
    const midi = hzToMidi(peakBin(bin, below, here, above) * binHz);
    const pitch = Math.round(midi * binsPerSemitone) % pitchBins;
    pitches[pitch] = (pitches[pitch] as number) + Math.sqrt(here);
    total += Math.sqrt(here);
  }
  // A frame without peaks has no pitch: power 0 makes the caller skip it.
  return { pitches, power: total === 0 ? 0 : power, total };
}

/** Fractional bin of a peak: the vertex of a parabola through the log powers. */
function peakBin(bin: number, below: number, here: number, above: number): number {
  const [a, b, c] = [below, here, above].map((power) => Math.log(power + 1e-20)) as [
    number,
    number,
    number,
  ];
  const curvature = a - 2 * b + c;
  return curvature < 0 ? bin + (0.5 * (a - c)) / curvature : bin;
}
