import { setImmediate } from 'node:timers/promises';
import type { GuessedTrack, PitchTracker, TrackPitchOptions } from '../pitch-tracker.ts';
import { hopLength, sampleRateHz } from './band-magnitudes.ts';
import { discountQuiet } from './discount-quiet.ts';
import { createPeriodRefiner } from './period-refiner.ts';
import { binCount, hzAround } from './pitch-bins.ts';
import { runPitchNetwork } from './pitch-network.ts';
import { viterbiPath } from './viterbi-path.ts';

/** A frame is voiced from this confidence on, for which the network is calibrated. */
const voicedFrom = 0.5;
/** A hop with a lower peak is digital silence, which the network was not trained on. */
const silencePeak = 1e-3;
/** Frames after which the event loop gets a turn. */
const framesPerTurn = 1024;

/**
 * Tracks the pitch of a single voice by SwiftF0 (Nieradzik, arXiv 2508.18440) with eight channels: a
 * network of 8,654 parameters over spectrogram frames 16 ms apart, which is robust to noise and to
 * residual accompaniment. The most probable path through its logits gives the pitch to within a bin,
 * the period of the voice refines it.
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
      const roughHz = hzAround(logits.subarray(at, at + binCount), path[frame] as number);
      guessHz.push(refiner.refine(frame * hopLength, roughHz));
    }
  } finally {
    refiner.close();
  }
  const voicing = options.isSeparated ? discountQuiet(voice, confidence) : confidence;
  const voicedProbability = Array.from(voicing, (voiced, i) => (isSilent(voice, i) ? 0 : voiced));
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
