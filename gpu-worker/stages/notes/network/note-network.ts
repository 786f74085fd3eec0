import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { InferenceSession, Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import { featureCount, silentFrame } from './note-features.ts';

const modelPath = join(import.meta.dirname, 'note-network.onnx');

/** The network's receptive field: frames on either side of a frame that its output depends on. */
export const contextFrames = 72;
/** Half a minute at a time, so that memory does not grow with the recording. */
const framesPerWindow = 2560;
/** A fixed number, so that sums are always made in the same order and a recording gives the same notes. */
const threads = 2;

/**
 * Log-odds for every frame that a note begins there, that a note ends there, and that the frame is
 * inside of a note.
 */
export interface NoteEvidence {
  readonly onset: Float32Array;
  readonly offset: Float32Array;
  readonly inside: Float32Array;
}

const outputs = 3;

/**
 * Runs the note network, a dilated convolutional network of 125,187 weights that training/notes trains
 * on synthetic singing. Its notes are sung vowels; consonants lie between notes.
 *
 * @param features flat [frames, `featureCount`], of any number of frames.
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

/** The features of frames `start` to `end` with their context, padded with silence. */
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
