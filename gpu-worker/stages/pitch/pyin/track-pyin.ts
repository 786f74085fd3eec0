import { setImmediate } from 'node:timers/promises';
import { copyZeroPadded } from '../../../audio/copy-zero-padded.ts';
import type { GuessedTrack, PitchTracker, TrackPitchOptions } from '../pitch-tracker.ts';
import { createAutocorrelator } from './autocorrelator.ts';
import { DifferenceFunction, lagCount } from './difference-function.ts';
import { pitchCandidates } from './pitch-candidates.ts';
import { PitchViterbi } from './pitch-viterbi.ts';
import {
  binsPerSemitone,
  frameLength,
  hopLength,
  maxPeriod,
  minHz,
  sampleRateHz,
  voicedFrom,
} from './pyin-settings.ts';

/** Frames between two reports of progress, at which the event loop gets a turn. */
const framesPerTurn = 512;

/** Candidates of all frames as flat arrays: a song has tens of thousands. */
interface Observations {
  /** Index into `bins` and `frequenciesHz` of each frame's first candidate; [frames + 1]. */
  readonly firstCandidate: Int32Array;
  readonly bins: number[];
  readonly frequenciesHz: number[];
  readonly voicedProbability: number[];
}

/**
 * Tracks the pitch of a single voice by pYIN (Mauch & Dixon, ICASSP 2014), in frames centred
 * 512 samples apart. A frame is voiced where the most probable path is voiced and its own voicing
 * probability is at least 0.1. The frequency is that of the candidate in the decoded bin of 10 cents.
 */
export const pyin: PitchTracker = { sampleRateHz, track: trackPyin };

async function trackPyin(
  voice: Float32Array,
  { onProgress, signal }: TrackPitchOptions = {},
): Promise<GuessedTrack> {
  const frameCount = Math.floor(voice.length / hopLength) + 1;
  const viterbi = new PitchViterbi(frameCount);
  const autocorrelator = await createAutocorrelator(frameLength, maxPeriod + 1);
  const seen: Observations = {
    firstCandidate: new Int32Array(frameCount + 1),
    bins: [],
    frequenciesHz: [],
    voicedProbability: [],
  };
  try {
    const difference = new DifferenceFunction(autocorrelator);
    for (let frame = 0; frame < frameCount; frame++) {
      if (frame % framesPerTurn === 0) {
        onProgress?.(frame / frameCount);
        await setImmediate();
        signal?.throwIfAborted();
      }
      observe(voice, frame, difference, viterbi, seen);
    }
  } finally {
    autocorrelator.close();
  }
  onProgress?.(1);
  const { bins, voiced } = viterbi.path();
  const { voicedProbability } = seen;
  const guessHz = decodedFrequencies(bins, seen);
  const isVoiced = (frame: number) =>
    voiced[frame] === 1 && (voicedProbability[frame] as number) >= voicedFrom;
  return {
    method: 'pyin',
    hopSeconds: hopLength / sampleRateHz,
    frequencyHz: guessHz.map((hz, frame) => (isVoiced(frame) ? hz : null)),
    voicedProbability,
    guessHz,
  };
}

const frameBuffer = new Float32Array(frameLength);
const normalised = new Float64Array(lagCount);

function observe(
  voice: Float32Array,
  frame: number,
  difference: DifferenceFunction,
  viterbi: PitchViterbi,
  seen: Observations,
): void {
  copyZeroPadded(voice, frame * hopLength - frameLength / 2, frameBuffer);
  difference.compute(frameBuffer, normalised);
  const candidates = pitchCandidates(normalised);
  let voiced = 0;
  for (const candidate of candidates) {
    voiced += candidate.probability;
    seen.bins.push(candidate.bin);
    seen.frequenciesHz.push(candidate.frequencyHz);
  }
  voiced = Math.min(1, voiced);
  seen.firstCandidate[frame + 1] = seen.bins.length;
  seen.voicedProbability.push(voiced);
  viterbi.push(candidates, voiced);
}

function decodedFrequencies(path: Int16Array, seen: Observations): number[] {
  return Array.from(path, (bin, frame) => {
    const end = seen.firstCandidate[frame + 1] as number;
    for (let i = seen.firstCandidate[frame] as number; i < end; i++) {
      if (seen.bins[i] === bin) return seen.frequenciesHz[i] as number;
    }
    return minHz * 2 ** (bin / (12 * binsPerSemitone));
  });
}
