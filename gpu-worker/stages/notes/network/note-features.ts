import { melBands } from './mel-spectrogram.ts';

/** Values a frame: mel bands, voiced or not, pitch against its surroundings, change of pitch. */
export const featureCount = melBands + 3;

/** Decades under the loud level at which a band counts as silent. */
const floorDecades = 6;
const faintest = -floorDecades / 2 + 1;
/** Pitch is compared with its mean over this many frames to either side: about half a second. */
const reachFrames = 43;
const slopeFrames = 2;

/**
 * What the note network hears, frame by frame: `featureCount` values each. Free of the recording's
 * level and of the singer's range.
 *
 * @param mel common logarithms of power, `melBands` a frame.
 * @param midi fractional MIDI, one a frame, NaN where unvoiced.
 */
export function noteFeatures(mel: Float32Array, midi: Float32Array): Float32Array {
  const features = new Float32Array(midi.length * featureCount);
  const loud = loudLevel(mel, midi.length);
  const held = holdPitch(midi);
  const around = localMean(midi, held);
  for (let frame = 0; frame < midi.length; frame++) {
    const at = frame * featureCount;
    for (let band = 0; band < melBands; band++) {
      const under = (mel[frame * melBands + band] as number) - loud;
      features[at + band] = Math.min(2, Math.max(faintest, under / 2 + 1));
    }
    const here = held[frame] as number;
    const slope =
      (held[Math.min(midi.length - 1, frame + slopeFrames)] as number) -
      (held[Math.max(0, frame - slopeFrames)] as number);
    features[at + melBands] = Number.isNaN(midi[frame]) ? -1 : 1;
    features[at + melBands + 1] = clamp((here - (around[frame] as number)) / 2, 3);
    features[at + melBands + 2] = clamp(slope, 3);
  }
  return features;
}

/** The features of a frame in which nothing sounds, as before and after a recording. */
export const silentFrame: Float32Array = Float32Array.from(
  { length: featureCount },
  (_, feature) => {
    if (feature < melBands) return faintest;
    return feature === melBands ? -1 : 0;
  },
);

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

/** The strongest band of each frame, at the 90th percentile of all frames. */
function loudLevel(mel: Float32Array, frames: number): number {
  const strongest = Float32Array.from({ length: frames }, (_, frame) =>
    mel.subarray(frame * melBands, (frame + 1) * melBands).reduce((a, b) => Math.max(a, b)),
  ).sort();
  return strongest[Math.floor(0.9 * frames)] ?? 0;
}

/** Unvoiced frames keep the last pitch, those at the beginning take the first. */
function holdPitch(midi: Float32Array): Float32Array {
  let last = midi.find((value) => !Number.isNaN(value)) ?? 0;
  return midi.map((value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}

/** Mean of the voiced pitches around every frame; the frame's own where none is. */
function localMean(midi: Float32Array, held: Float32Array): Float32Array {
  const sum = new Float64Array(midi.length + 1);
  const count = new Int32Array(midi.length + 1);
  midi.forEach((value, i) => {
    const voiced = Number.isNaN(value) ? 0 : 1;
    sum[i + 1] = (sum[i] as number) + (voiced ? value : 0);
    count[i + 1] = (count[i] as number) + voiced;
  });
  return held.map((own, frame) => {
    const from = Math.max(0, frame - reachFrames);
    const to = Math.min(midi.length, frame + reachFrames + 1);
    const voiced = (count[to] as number) - (count[from] as number);
    return voiced === 0 ? own : ((sum[to] as number) - (sum[from] as number)) / voiced;
  });
}
