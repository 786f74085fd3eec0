import { floorMod } from '@my-pitch/shared/floor-mod';
import { hzToMidi } from '@my-pitch/shared/pitch-units';
import { hannWindow } from '../../../audio/hann-window.ts';
import { createRealFft, type RealFft } from '../../../audio/real-fft.ts';
import { beatRateHz } from './onset-envelope.ts';

const frameSize = 4096;
const binHz = beatRateHz / frameSize;
/** From a low bass to where overtones outweigh what is played. */
const heardHz = { from: 65, to: 1400 };
/** A frame this much quieter than the loudest so far tells nothing. */
const quietShare = 1e-4;
const stepsPerSemitone = 10;
const steps = 12 * stepsPerSemitone;

/** What an accompaniment plays, whatever the octave. */
export interface Harmony {
  /** [120] shares, from C up in tenths of a semitone at A4 = 440 Hz, so that any tuning can be found in them. */
  readonly pitches: Float64Array;
  /** How long it was heard. */
  readonly seconds: number;
}

/**
 * Hears how much of each pitch an accompaniment plays: peaks of the spectrum, each frame counting
 * alike.
 *
 * @param mono at {@link beatRateHz}.
 * @returns `undefined` where nothing with a pitch is played.
 */
export async function estimateHarmony(mono: Float32Array): Promise<Harmony | undefined> {
  const fft = await createRealFft(frameSize);
  try {
    return listen(mono, fft);
  } finally {
    fft.close();
  }
}

function listen(mono: Float32Array, fft: RealFft): Harmony | undefined {
  const window = hannWindow(frameSize);
  const all = new Float64Array(steps);
  let [loudest, frames] = [0, 0];
  for (let start = 0; start + frameSize <= mono.length; start += frameSize) {
    for (let i = 0; i < frameSize; i++) {
      fft.signal[i] = (mono[start + i] as number) * (window[i] as number);
    }
    fft.forward();
    const { pitches, power, total } = addPeaks(fft.spectrum);
    loudest = Math.max(loudest, power);
    if (power <= quietShare * loudest) continue;
    frames++;
    for (let i = 0; i < steps; i++) {
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
 * [12], C first: shares of the pitch classes in the accompaniment's own tuning, named as a singer
 * names them who sings `singerSemitones` above A4 = 440 Hz.
 */
export function pitchClassShares({ pitches }: Harmony, singerSemitones: number): number[] {
  const tuning = nearestTuning(pitches, singerSemitones);
  const shares = new Array<number>(12).fill(0);
  pitches.forEach((share, step) => {
    const semitones = step / stepsPerSemitone - tuning;
    const nearest = Math.round(semitones);
    const inTune = Math.cos(Math.PI * (semitones - nearest)) ** 2;
    const pitchClass = floorMod(nearest, 12);
    shares[pitchClass] = (shares[pitchClass] as number) + share * inTune;
  });
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

/** How far the pitches lie above A4 = 440 Hz, in semitones: of all answers, a semitone apart, that nearest to the singer. */
function nearestTuning(pitches: Float64Array, singerSemitones: number): number {
  let [x, y] = [0, 0];
  pitches.forEach((share, step) => {
    const angle = (2 * Math.PI * step) / stepsPerSemitone;
    x += share * Math.cos(angle);
    y += share * Math.sin(angle);
  });
  const tuning = Math.atan2(y, x) / (2 * Math.PI);
  return tuning + Math.round(singerSemitones - tuning);
}

/** Amplitudes of the spectrum's peaks by their pitch. */
function addPeaks(spectrum: Float32Array) {
  const pitches = new Float64Array(steps);
  let [power, total] = [0, 0];
  const powerAt = (bin: number) =>
    (spectrum[2 * bin] as number) ** 2 + (spectrum[2 * bin + 1] as number) ** 2;
  for (let bin = Math.ceil(heardHz.from / binHz); bin * binHz < heardHz.to; bin++) {
    const [below, here, above] = [powerAt(bin - 1), powerAt(bin), powerAt(bin + 1)];
    power += here;
    if (here <= below || here < above) continue;
    const midi = hzToMidi(peakNear(bin, below, here, above) * binHz);
    const step = Math.round(midi * stepsPerSemitone) % steps;
    pitches[step] = (pitches[step] as number) + Math.sqrt(here);
    total += Math.sqrt(here);
  }
  // Without a peak there is no pitch, however loud.
  return { pitches, power: total === 0 ? 0 : power, total };
}

/** Where between its bins a peak lies: the top of a parabola through the logarithms. */
function peakNear(bin: number, below: number, here: number, above: number): number {
  const [a, b, c] = [below, here, above].map((power) => Math.log(power + 1e-20)) as [
    number,
    number,
    number,
  ];
  const bend = a - 2 * b + c;
  return bend < 0 ? bin + (0.5 * (a - c)) / bend : bin;
}
