import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { TrackPitchOptions } from '../pitch-tracker.ts';
import { binCount } from './pitch-bins.ts';

const modelPath = join(import.meta.dirname, 'model.onnx');
export const sampleRateHz = 16_000;
export const hopLength = 256;

/** Frames that the network needs before and after a frame to answer as for the whole recording. */
const framesBefore = 11;
const framesAfter = 10;
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
export async function hearPitch(
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
  const hearWindow = async (start: number) => {
    const end = Math.min(frameCount, start + framesPerWindow);
    const first = Math.max(0, start - framesBefore);
    const audio = voice.subarray(first * hopLength, (end + framesAfter) * hopLength);
    const heard = await session.run({ audio: new Tensor('float32', audio, [1, audio.length]) });
    const skipped = start - first;
    const scores = heard.logits?.data as Float32Array;
    const voicing = heard.confidence?.data as Float32Array;
    const frames = skipped + end - start;
    logits.set(scores.subarray(skipped * binCount, frames * binCount), start * binCount);
    confidence.set(voicing.subarray(skipped, frames), start);
  };
  try {
    for (let start = 0; start < frameCount; start += framesPerWindow) {
      onProgress?.(start / frameCount);
      signal?.throwIfAborted();
      await hearWindow(start);
    }
  } finally {
    await session.release();
  }
  onProgress?.(1);
  return { logits, confidence };
}
