import { melBands } from './mel-spectrogram.ts';

/** Features per frame: mel bands, voicing, pitch relative to its local mean, change of pitch. */
export const featureCount = melBands + 3;

/** Decades below the loud level at which bands are clipped. */
const floorDecades = 6;
const minBand = -floorDecades / 2 + 1;
/** The local mean of the pitch is over this many frames on either side: half a second. */
const reachFrames = 43;
const slopeFrames = 2;
const maxBand = 2;
const maxPitchFeature = 3;

/**
 * The input of the note network, flat [frames, `featureCount`], independent of the level of the
 * recording and of the range of the singer.
 *
 * @param mel common logarithm of power, flat [frames, `melBands`].
 * @param midi fractional MIDI [frames], NaN where unvoiced.
 */
export function noteFeatures(mel: Float32Array, midi: Float32Array): Float32Array {
  const features = new Float32Array(midi.length * featureCount);
  const loud = loudLevel(mel, midi.length);
  const held = holdPitch(midi);
  const around = localMean(midi, held);
  for (let frame = 0; frame < midi.length; frame++) {
    const at = frame * featureCount;
    for (let band = 0; band < melBands; band++) {
      const decades = (mel[frame * melBands + band] as number) - loud;
      features[at + band] = Math.min(maxBand, Math.max(minBand, decades / 2 + 1));
    }
    const here = held[frame] as number;
    const slope =
      (held[Math.min(midi.length - 1, frame + slopeFrames)] as number) -
      (held[Math.max(0, frame - slopeFrames)] as number);
    features[at + melBands] = Number.isNaN(midi[frame]) ? -1 : 1;
    features[at + melBands + 1] = clamp((here - (around[frame] as number)) / 2, maxPitchFeature);
    features[at + melBands + 2] = clamp(slope, maxPitchFeature);
  }
  return features;
}

/** The features of a silent frame, used as padding before and after a recording. */
export const silentFrame: Float32Array = Float32Array.from(
  { length: featureCount },
  (_, feature) => {
    if (feature < melBands) return minBand;
    return feature === melBands ? -1 : 0;
  },
);

function clamp(value: number, max: number): number {
  return Math.max(-max, Math.min(max, value));
}

/** The 90th percentile over frames of the strongest band. */
function loudLevel(mel: Float32Array, frames: number): number {
  const strongest = Float32Array.from({ length: frames }, (_, frame) =>
    mel.subarray(frame * melBands, (frame + 1) * melBands).reduce((a, b) => Math.max(a, b)),
  ).sort();
  return strongest[Math.floor(0.9 * frames)] ?? 0;
}

/** Fills unvoiced frames with the last pitch, those at the start with the first. */
function holdPitch(midi: Float32Array): Float32Array {
  let last = midi.find((value) => !Number.isNaN(value)) ?? 0;
  return midi.map((value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}

/** Mean pitch of the voiced frames around each frame; the frame's held pitch if there are none. */
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
