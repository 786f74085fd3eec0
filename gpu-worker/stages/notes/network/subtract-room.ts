import { gridHopSeconds } from '../frame-grid.ts';
import { melBands } from './mel-spectrogram.ts';

/** A voice near the microphone has a mean range of 18 to 35 dB in a band; with noise and echoes it is less. */
const maxFarRangeDb = 16;
const [lowShare, highShare] = [0.1, 0.9] as const;
/** Reverberation that is left after this many frames, 35 ms, … */
const lateFrames = 3;
/** … decays by 60 dB in this time, … */
const decaySeconds = 0.5;
/** … and has this share of the power that it follows. */
const lateShare = 0.15;
/** Share of the power that is left at least. */
const minShare = 0.1;

/**
 * The sound of a voice far from the microphone without the noise of each band and without an estimate of
 * late reverberation, after Lebart, Boucher and Denbigh (Acta Acustica 87, 2001); `undefined` if the voice
 * is near. Where a note ends and pauses are is heard in it; onsets are heard better in the sound as it is.
 *
 * @param mel common logarithm of power, flat [frames, `melBands`].
 */
export function subtractRoom(mel: Float32Array): Float32Array | undefined {
  const frames = mel.length / melBands;
  const bands = Array.from({ length: melBands }, (_, band) => quantilesOf(mel, band, frames));
  const rangeDb = (10 / melBands) * bands.reduce((sum, { low, high }) => sum + high - low, 0);
  if (frames === 0 || rangeDb >= maxFarRangeDb) return undefined;
  const near = new Float32Array(mel.length);
  bands.forEach(({ low }, band) => {
    subtractInBand(mel, band, 10 ** low, near);
  });
  return near;
}

/** The power of noise, and of loud sound, in a band: common logarithms. */
function quantilesOf(mel: Float32Array, band: number, frames: number) {
  const sorted = Float32Array.from(
    { length: frames },
    (_, frame) => mel[frame * melBands + band] as number,
  ).sort();
  const at = (share: number) => sorted[Math.floor(share * frames)] ?? 0;
  return { low: at(lowShare), high: at(highShare) };
}

function subtractInBand(mel: Float32Array, band: number, noise: number, near: Float32Array): void {
  const kept = 10 ** ((-6 * gridHopSeconds) / decaySeconds);
  const powerAt = (at: number) => 10 ** (mel[at] as number);
  let late = 0;
  for (let at = band; at < mel.length; at += melBands) {
    const before = at - lateFrames * melBands;
    if (before >= 0) late = kept * late + (1 - kept) * Math.max(0, powerAt(before) - noise);
    const power = powerAt(at);
    near[at] = Math.log10(Math.max(power - noise - lateShare * late, minShare * power));
  }
}
