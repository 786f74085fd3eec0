import type { MeasuredNote } from '../measurement/measure-note.ts';
import { melBands } from '../network/mel-spectrogram.ts';

/** The sound of a voice by grid frames. */
export interface VoiceSound {
  /** Common logarithm of power, flat [frames, `melBands`]. */
  readonly mel: Float32Array;
  /** The note network's log-odds of being inside a note, [frames]. */
  readonly inside: Float32Array;
}

/**
 * Weights of a logistic regression on pairs of detected notes that follow each other on nearly one pitch:
 * parts of one labelled note, or repeated notes (docs/experiments/note-detection.md).
 */
const weights = {
  bias: 6.88,
  inside: 0.906,
  confidence: -7.2,
  middleDip: -0.205,
  highDip: -0.205,
  semitones: -2.22,
};
/** Beyond these the evidence does not grow. */
const maxInside = 3;
const dipRangeDb = [-6, 15] as const;

/** A consonant lowers these bands, from about 0.65 and 2.2 kHz on, also where the voice stays as loud. */
const middleBands = [8, 20] as const;
const highBands = [20, melBands] as const;
/** Frames of the dip, and of the vowel before and after it, relative to the second note's start. */
const dipFrames = [-5, 4] as const;
const beforeFrames = [-14, -6] as const;
const afterFrames = [5, 13] as const;
/** A gap between words is outside of all notes for the network. */
const insideFrames = [-6, 3] as const;

/** Log-odds that the second note only continues the first. */
export function heldLogOdds(
  first: Pick<MeasuredNote, 'centreMidi' | 'confidence'>,
  second: Pick<MeasuredNote, 'centreMidi' | 'span'>,
  { mel, inside }: VoiceSound,
): number {
  const { startFrame } = second.span;
  const least = inside
    .subarray(Math.max(0, startFrame + insideFrames[0]), startFrame + insideFrames[1])
    .reduce((a, b) => Math.min(a, b), maxInside);
  return (
    weights.bias +
    weights.inside * least +
    weights.confidence * first.confidence +
    weights.middleDip * dipDb(mel, startFrame, middleBands) +
    weights.highDip * dipDb(mel, startFrame, highBands) +
    weights.semitones * Math.abs(second.centreMidi - first.centreMidi)
  );
}

/** Depth of a dip of some bands around a frame, against the softer of before and after in each band. */
function dipDb(mel: Float32Array, frame: number, [low, high]: readonly [number, number]): number {
  const before = meanBands(mel, frame + beforeFrames[0], frame + beforeFrames[1]);
  const after = meanBands(mel, frame + afterFrames[0], frame + afterFrames[1]);
  let deepest = Number.NEGATIVE_INFINITY;
  for (let at = Math.max(0, frame + dipFrames[0]); at < frame + dipFrames[1]; at++) {
    let decades = 0;
    for (let band = low; band < high; band++) {
      const beside = Math.min(before[band] as number, after[band] as number);
      decades += beside - (mel[at * melBands + band] ?? 0);
    }
    deepest = Math.max(deepest, (10 * decades) / (high - low));
  }
  const [shallowest, most] = dipRangeDb;
  return Math.max(shallowest, Math.min(most, deepest));
}

/** The mean of each band over frames within the recording. */
function meanBands(mel: Float32Array, from: number, to: number): Float64Array {
  const mean = new Float64Array(melBands);
  const first = Math.max(0, from);
  const end = Math.min(mel.length / melBands, to);
  for (let frame = first; frame < end; frame++) {
    for (let band = 0; band < melBands; band++) {
      mean[band] =
        (mean[band] as number) + (mel[frame * melBands + band] as number) / (end - first);
    }
  }
  return mean;
}
