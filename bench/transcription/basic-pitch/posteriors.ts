import { InferenceSession, Tensor } from '../../../gpu-worker/onnx-runtime/onnx-runtime.ts';

export const sampleRateHz = 22_050;
export const hopLength = 256;
export const pitches = 88;

const windowSamples = 43_844;
const windowFrames = 172;
const overlapFrames = 30;

/** Probabilities for 88 piano keys from A0 (MIDI 21) on, flat arrays of [frames, 88]. */
export interface Posteriors {
  readonly frames: number;
  readonly note: Float32Array;
  readonly onset: Float32Array;
}

/**
 * Runs Basic Pitch (Bittner et al., ICASSP 2022) over a recording, in windows of two seconds that
 * overlap by 30 frames, half of which are dropped on either side.
 *
 * @param modelPath `nmp.onnx`, as the PyPI package basic-pitch ships it.
 * @param samples mono at 22 050 Hz.
 */
export async function runBasicPitch(modelPath: string, samples: Float32Array): Promise<Posteriors> {
  const session = await InferenceSession.create(modelPath);
  const step = windowSamples - overlapFrames * hopLength;
  const lead = (overlapFrames / 2) * hopLength;
  const frames = Math.floor((samples.length * (sampleRateHz / hopLength)) / sampleRateHz);
  const kept = windowFrames - overlapFrames;
  const note = new Float32Array(frames * pitches);
  const onset = new Float32Array(frames * pitches);
  for (let window = 0; window * kept < frames; window++) {
    const audio = new Float32Array(windowSamples);
    const start = window * step - lead;
    audio.set(
      samples.subarray(Math.max(0, start), Math.max(0, start + windowSamples)),
      Math.max(0, -start),
    );
    const outputs = await session.run({
      [session.inputNames[0] as string]: new Tensor('float32', audio, [1, windowSamples, 1]),
    });
    const copy = (name: string, to: Float32Array) => {
      const data = outputs[name]?.data as Float32Array;
      const from = data.subarray(
        (overlapFrames / 2) * pitches,
        (overlapFrames / 2 + kept) * pitches,
      );
      const at = window * kept * pitches;
      to.set(from.subarray(0, to.length - at), at);
    };
    copy('StatefulPartitionedCall:1', note);
    copy('StatefulPartitionedCall:2', onset);
  }
  await session.release();
  return { frames, note, onset };
}
