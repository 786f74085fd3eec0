import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { InferenceSession, Tensor } from '../../onnx-runtime/onnx-runtime.ts';
import { binCount } from './constant-q.ts';

const modelPath = join(import.meta.dirname, 'chord-network.onnx');

/** Frames of a window, 48 s, so that memory does not grow with the song. */
const windowFrames = 2048;
/** Frames on either side of a window whose results are those of its neighbours. */
const contextFrames = 128;
/** A fixed number, so that sums are always made in the same order and a song gives the same chords. */
const threads = 2;

/** Number of classes of each output. */
export const classCounts = { triad: 73, bass: 13, seventh: 4 } as const;
type Head = keyof typeof classCounts;
const heads = Object.keys(classCounts) as Head[];

/**
 * Probabilities in each frame, each flat [frames, classes]:
 * - `triad`: no chord, then major, minor, suspended fourth, suspended second, diminished and augmented
 *   triads on each of the twelve pitch classes, from C up;
 * - `bass`: none, then the pitch classes;
 * - `seventh`: none, major, minor, diminished.
 */
export type ChordProbabilities = Readonly<Record<Head, Float32Array>>;

/**
 * Runs a network of Jiang et al. ("Large-vocabulary chord transcription via chord structure decomposition",
 * ISMIR 2019): a convolutional and a recurrent part.
 * @param magnitudes flat [frames, 252] of `constantQ`.
 */
export async function runChordNetwork(magnitudes: Float32Array): Promise<ChordProbabilities> {
  const frames = magnitudes.length / binCount;
  const probabilities = {
    triad: new Float32Array(frames * classCounts.triad),
    bass: new Float32Array(frames * classCounts.bass),
    seventh: new Float32Array(frames * classCounts.seventh),
  };
  const session = await InferenceSession.create(modelPath, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
  });
  const step = windowFrames - 2 * contextFrames;
  try {
    for (let first = 0; first < frames; first += step) {
      await setImmediate();
      const start = Math.max(0, first - contextFrames);
      const end = Math.min(frames, first + step + contextFrames);
      const window = magnitudes.subarray(start * binCount, end * binCount);
      const input = new Tensor('float32', window, [1, end - start, binCount]);
      const outputs = await session.run({ magnitudes: input });
      const last = Math.min(frames, first + step);
      for (const head of heads) {
        const classes = classCounts[head];
        const values = outputs[head]?.data as Float32Array;
        const kept = values.subarray((first - start) * classes, (last - start) * classes);
        probabilities[head].set(kept, first * classes);
      }
    }
  } finally {
    await session.release();
  }
  return probabilities;
}
