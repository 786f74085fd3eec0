import { join } from 'node:path';
import { InferenceSession, Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import type { TrackPitchOptions } from '../pitch-tracker.ts';
import { bandCount, createBandMagnitudes, hopLength, viewCount } from './band-magnitudes.ts';
import { binCount } from './pitch-bins.ts';

const modelPath = join(import.meta.dirname, 'model.onnx');

/** The network's receptive field: frames on either side of a frame that its output depends on. */
const framesAround = 7;
/** 10 s at a time, so that memory does not grow with the recording. */
const framesPerWindow = 625;
/** A fixed number, so that sums are always made in the same order and a recording gives the same track. */
const threads = 2;

/** The output of the pitch network, one frame per 16 ms. */
export interface PitchPosteriors {
  /** Flat [frames, `binCount`]. */
  readonly logits: Float32Array;
  /** The probability that each frame is voiced, 0 to 1. */
  readonly confidence: Float32Array;
}

/**
 * Runs the pitch network, a SwiftF0 of eight channels, over a voice at 16 kHz.
 * @throws the signal's reason when it is aborted.
 */
export async function runPitchNetwork(
  voice: Float32Array,
  { onProgress, signal }: TrackPitchOptions = {},
): Promise<PitchPosteriors> {
  const frameCount = Math.floor(voice.length / hopLength);
  const logits = new Float32Array(frameCount * binCount);
  const confidence = new Float32Array(frameCount);
  const session = await InferenceSession.create(modelPath, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
  });
  const magnitudes = await createBandMagnitudes(voice);
  const runWindow = async (start: number) => {
    const end = Math.min(frameCount, start + framesPerWindow);
    const first = Math.max(0, start - framesAround);
    const last = Math.min(frameCount, end + framesAround);
    const input = magnitudes.at(first, last);
    const shape = [1, viewCount, bandCount, last - first];
    const output = await session.run({ magnitudes: new Tensor('float32', input, shape) });
    const binLogits = output.logits?.data as Float32Array;
    const voicing = output.confidence?.data as Float32Array;
    const [from, to] = [start - first, end - first];
    logits.set(binLogits.subarray(from * binCount, to * binCount), start * binCount);
    confidence.set(voicing.subarray(from, to), start);
  };
  try {
    for (let start = 0; start < frameCount; start += framesPerWindow) {
      onProgress?.(start / frameCount);
      signal?.throwIfAborted();
      await runWindow(start);
    }
  } finally {
    magnitudes.close();
    await session.release();
  }
  onProgress?.(1);
  return { logits, confidence };
}
