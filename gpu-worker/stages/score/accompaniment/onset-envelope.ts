import { hannWindow } from '../../../audio/hann-window.ts';
import { createRealFft, type RealFft } from '../../../audio/real-fft.ts';

/** Sample rate of the accompaniment for beat tracking, harmony and downbeats. */
export const beatRateHz = 11025;

const frameSize = 512;
const hopSize = 128;
export const hopSeconds = hopSize / beatRateHz;

/** Bands a third of an octave wide. */
const minBandHz = 43;
const bandCount = 20;
const bandsPerOctave = 3;
/** Factor λ of the logarithmic compression ln(1 + λ energy). */
const compression = 10;
/** The flux compares each hop with the one this many hops before. */
const riseHops = 2;
/** Half of the window for the local mean and deviation: one second in total. */
const localHops = Math.round(0.5 / hopSeconds);

/** Added to the local deviation, so that noise in quiet passages is not amplified. */
const deviationFloor = 0.1;
const maxStrength = 4;

/**
 * Onset strength at each hop: the rise of the compressed energy in bands (spectral flux; Boeck and
 * Widmer, DAFx 2013) minus its local mean, in local standard deviations, clipped to 0–4.
 *
 * @param mono at {@link beatRateHz}.
 * @returns [hops]
 */
export async function onsetEnvelope(mono: Float32Array): Promise<Float32Array> {
  const fft = await createRealFft(frameSize);
  try {
    return normalise(flux(bandEnergies(mono, fft)));
  } finally {
    fft.close();
  }
}

/** [frames, bands] amplitudes, each divided by the mean of its band. */
function bandEnergies(mono: Float32Array, fft: RealFft): Float32Array {
  const frames = Math.max(1, Math.ceil(mono.length / hopSize));
  const energies = new Float32Array(frames * bandCount);
  const window = hannWindow(frameSize);
  const edges = bandEdges();
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * hopSize - frameSize / 2;
    for (let i = 0; i < frameSize; i++) {
      fft.signal[i] = (mono[start + i] ?? 0) * (window[i] as number);
    }
    fft.forward();
    for (let band = 0; band < bandCount; band++) {
      let energy = 0;
      for (let bin = edges[band] as number; bin < (edges[band + 1] as number); bin++) {
        const re = fft.spectrum[2 * bin] as number;
        const im = fft.spectrum[2 * bin + 1] as number;
        energy += re * re + im * im;
      }
      energies[frame * bandCount + band] = Math.sqrt(energy);
    }
  }
  scaleBands(energies, frames);
  return energies;
}

function bandEdges(): number[] {
  const binHz = beatRateHz / frameSize;
  const edges = [1];
  for (let band = 1; band <= bandCount; band++) {
    const hz = minBandHz * 2 ** (band / bandsPerOctave);
    edges.push(Math.min(frameSize / 2, Math.max((edges.at(-1) ?? 0) + 1, Math.round(hz / binHz))));
  }
  return edges;
}

function scaleBands(energies: Float32Array, frames: number): void {
  for (let band = 0; band < bandCount; band++) {
    let sum = 0;
    for (let i = band; i < energies.length; i += bandCount) sum += energies[i] as number;
    const mean = sum / frames || 1;
    for (let i = band; i < energies.length; i += bandCount) {
      energies[i] = (energies[i] as number) / mean;
    }
  }
}

function flux(energies: Float32Array): Float64Array {
  const compressed = energies.map((energy) => Math.log1p(compression * energy));
  const strength = new Float64Array(energies.length / bandCount);
  for (let frame = riseHops; frame < strength.length; frame++) {
    let sum = 0;
    for (let band = 0; band < bandCount; band++) {
      const at = frame * bandCount + band;
      const rise = (compressed[at] as number) - (compressed[at - riseHops * bandCount] as number);
      if (rise > 0) sum += rise;
    }
    strength[frame] = sum;
  }
  return strength;
}

function normalise(strength: Float64Array): Float32Array {
  const normal = new Float32Array(strength.length);
  let [sum, squares] = [0, 0];
  const add = (frame: number, sign: number) => {
    const value = strength[frame] ?? 0;
    sum += sign * value;
    squares += sign * value * value;
  };
  for (let frame = 0; frame < localHops; frame++) add(frame, 1);
  for (let frame = 0; frame < strength.length; frame++) {
    add(frame + localHops, 1);
    add(frame - localHops, -1);
    const mean = sum / (2 * localHops);
    const deviation =
      Math.sqrt(Math.max(0, squares / (2 * localHops) - mean * mean)) + deviationFloor;
    const value = ((strength[frame] as number) - mean) / deviation;
    normal[frame] = Math.min(maxStrength, Math.max(0, value));
  }
  return normal;
}
