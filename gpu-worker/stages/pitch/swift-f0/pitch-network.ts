import { join } from 'node:path';
import { InferenceSession, Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import type { TrackPitchOptions } from '../pitch-tracker.ts';
import { bandCount, createBandMagnitudes, hopLength, viewCount } from './band-magnitudes.ts';
import { binCount } from './pitch-bins.ts';

const modelPath = join(import.meta.dirname, 'model.onnx');

/** Frames that the network needs before and after a frame to answer as for the whole recording. */
const framesAround = 7;
/** 10 s at a time: memory does not grow with the recording, and the network's activations stay small. */
const framesPerWindow = 625;
/** Always as many, so that the same sums are made in the same order: a recording always gives the same track. */
const threads = 2;

/** What SwiftF0 hears: one frame each 16 ms. */
export interface HeardPitch {
  /** `binCount` scores a frame, frame after frame. */
  readonly logits: Float32Array;
  /** How probably each frame is voiced, 0 to 1. */
  readonly confidence: Float32Array;
}

/**
 * Runs SwiftF0 over a voice at 16 kHz.
 * @throws the signal's reason when it is aborted.
 */
export async function runPitchNetwork(
  voice: Float32Array,
  { onProgress, signal }: TrackPitchOptions = {},
): Promise<HeardPitch> {
  const frameCount = Math.floor(voice.length / hopLength);
  const logits = new Float32Array(frameCount * binCount);
  const confidence = new Float32Array(frameCount);
  const session = await InferenceSession.create(modelPath, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
  });
  const magnitudes = await createBandMagnitudes(voice);
  const hearWindow = async (start: number) => {
    const end = Math.min(frameCount, start + framesPerWindow);
    const first = Math.max(0, start - framesAround);
    const last = Math.min(frameCount, end + framesAround);
    const seen = magnitudes.at(first, last);
    const shape = [1, viewCount, bandCount, last - first];
    const heard = await session.run({ magnitudes: new Tensor('float32', seen, shape) });
    const scores = heard.logits?.data as Float32Array;
    const voicing = heard.confidence?.data as Float32Array;
    const [from, to] = [start - first, end - first];
    logits.set(scores.subarray(from * binCount, to * binCount), start * binCount);
    confidence.set(voicing.subarray(from, to), start);
  };
  try {
    for (let start = 0; start < frameCount; start += framesPerWindow) {
      onProgress?.(start / frameCount);
      signal?.throwIfAborted();
      await hearWindow(start);
    }
  } finally {
    magnitudes.close();
    await session.release();
  }
  onProgress?.(1);
  return { logits, confidence };
}
