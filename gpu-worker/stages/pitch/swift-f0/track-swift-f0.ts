import { setImmediate } from 'node:timers/promises';
import type { GuessedTrack, PitchTracker, TrackPitchOptions } from '../pitch-tracker.ts';
import { hopLength, sampleRateHz } from './band-magnitudes.ts';
import { createPeriodRefiner } from './period-refiner.ts';
import { binCount, hzAround } from './pitch-bins.ts';
import { runPitchNetwork } from './pitch-network.ts';
import { viterbiPath } from './viterbi-path.ts';

/** The confidence is calibrated so that a frame is voiced from here on. */
const voicedFrom = 0.5;
/** Below this peak a hop is digital silence, which the network never saw: its answer means nothing. */
const silencePeak = 1e-3;
/** Frames between two pauses in which other work gets its turn. */
const framesPerTurn = 1024;

/**
 * Follows the pitch of a single voice by SwiftF0 (Nieradzik, arXiv 2508.18440), in eight channels, a network
 * of 8,654 parameters over spectrogram frames 16 ms apart, which holds in noise and among the remains of
 * an accompaniment. Its scores are read along the most probable path, and the voice's own period then
 * says exactly where in the neighbourhood the pitch is.
 */
export const swiftF0: PitchTracker = { sampleRateHz, track: trackSwiftF0 };

async function trackSwiftF0(
  voice: Float32Array,
  options: TrackPitchOptions = {},
): Promise<GuessedTrack> {
  const { logits, confidence } = await runPitchNetwork(voice, options);
  const path = viterbiPath(logits, confidence);
  const guessHz: number[] = [];
  const refiner = await createPeriodRefiner(voice, sampleRateHz);
  try {
    for (let frame = 0; frame < path.length; frame++) {
      if (frame % framesPerTurn === 0) {
        await setImmediate();
        options.signal?.throwIfAborted();
      }
      const at = frame * binCount;
      const heardHz = hzAround(logits.subarray(at, at + binCount), path[frame] as number);
      guessHz.push(refiner.refine(frame * hopLength, heardHz));
    }
  } finally {
    refiner.close();
  }
  const voicedProbability = Array.from(confidence, (sure, i) => (isSilent(voice, i) ? 0 : sure));
  return {
    method: 'swift-f0',
    hopSeconds: hopLength / sampleRateHz,
    frequencyHz: guessHz.map((hz, i) =>
      (voicedProbability[i] as number) >= voicedFrom ? hz : null,
    ),
    voicedProbability,
    guessHz,
  };
}

function isSilent(voice: Float32Array, frame: number): boolean {
  for (let i = frame * hopLength; i < (frame + 1) * hopLength; i++) {
    if (Math.abs(voice[i] as number) >= silencePeak) return false;
  }
  return true;
}
