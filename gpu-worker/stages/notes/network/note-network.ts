import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { InferenceSession, Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import { featureCount, silentFrame } from './note-features.ts';

const modelPath = join(import.meta.dirname, 'note-network.onnx');

/** Frames that the network needs before and after a frame to answer as for the whole recording. */
const contextFrames = 72;
/** Half a minute at a time, so that the activations stay small. */
const framesPerWindow = 2560;
/** Always as many, so that the same sums are made in the same order: a recording always gives the same notes. */
const threads = 2;

/**
 * For every frame the log-odds that a note begins there, that one ends there, and that the frame
 * lies within a note.
 */
export interface NoteEvidence {
  readonly onset: Float32Array;
  readonly offset: Float32Array;
  readonly inside: Float32Array;
}

const outputs = 3;

/**
 * Listens for notes with a network of 125,187 weights, made and trained by training/notes on
 * synthetic singing. A note is where a vowel is sung; consonants lie between notes.
 *
 * @param features `featureCount` values a frame, of any number of frames.
 */
export async function runNoteNetwork(
  features: Float32Array,
  windowFrames = framesPerWindow,
): Promise<NoteEvidence> {
  const frames = features.length / featureCount;
  const onset = new Float32Array(frames);
  const offset = new Float32Array(frames);
  const inside = new Float32Array(frames);
  const session = await InferenceSession.create(modelPath, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
  });
  try {
    for (let start = 0; start < frames; start += windowFrames) {
      await setImmediate();
      const end = Math.min(frames, start + windowFrames);
      const logits = await run(session, windowOf(features, start, end));
      for (let frame = start; frame < end; frame++) {
        const at = (frame - start + contextFrames) * outputs;
        onset[frame] = logits[at] as number;
        offset[frame] = logits[at + 1] as number;
        inside[frame] = logits[at + 2] as number;
      }
    }
  } finally {
    await session.release();
  }
  return { onset, offset, inside };
}

/** The features from frame `start` to `end` with their context, which is silence outside of the recording. */
function windowOf(features: Float32Array, start: number, end: number): Float32Array {
  const window = new Float32Array((end - start + 2 * contextFrames) * featureCount);
  for (let at = 0; at < window.length; at += featureCount) window.set(silentFrame, at);
  const first = Math.max(0, start - contextFrames);
  const known = features.subarray(first * featureCount, (end + contextFrames) * featureCount);
  window.set(known, (first - start + contextFrames) * featureCount);
  return window;
}

async function run(session: InferenceSession, features: Float32Array): Promise<Float32Array> {
  const frames = features.length / featureCount;
  const { logits } = await session.run({
    features: new Tensor('float32', features, [1, frames, featureCount]),
  });
  return logits?.data as Float32Array;
}
