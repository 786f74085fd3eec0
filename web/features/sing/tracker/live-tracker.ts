import { Decimator } from './decimator.ts';
import { FixedLagPath } from './fixed-lag-path.ts';
import { type Candidate, frameSamples, PitchCandidates } from './pitch-candidates.ts';

/** The sung pitch of one frame. */
export interface LiveFrame {
  /** The input sample, counted from the first one, at the middle of the frame. */
  readonly sample: number;
  /** Fractional MIDI; NaN in unvoiced frames. */
  readonly midi: number;
  /** The most probable pitch, whether voiced or not; NaN without any. Accuracy is measured by it. */
  readonly guessMidi: number;
  /** Root mean square of the frame, 0 to 1. */
  readonly rms: number;
}

export const frameHopSeconds = 0.01;
const wantedRateHz = 22_050;
/** C2 to C6: singers. */
const minHz = 65;
const maxHz = 1100;
const windowSeconds = 0.03;
const path = { lagFrames: 2, jumpCost: 0.6, maxJumpCost: 6, voicingCost: 2.5 };
/** Below this, there is nothing but noise. */
const silenceRms = 0.0006;

/**
 * Tracks the pitch of a voice while it is sung. A frame is decided {@link lagSeconds} after its middle has
 * been heard.
 */
export class LiveTracker {
  readonly lagSeconds: number;
  readonly #factor: number;
  readonly #hop: number;
  readonly #decimator: Decimator;
  readonly #candidates: PitchCandidates;
  readonly #path = new FixedLagPath(path);
  readonly #window: Float32Array;
  /** The middles and loudness of frames that are not decided yet. */
  readonly #pending: Omit<LiveFrame, 'midi'>[] = [];
  #filled = 0;
  #received = 0;

  constructor(sampleRateHz: number) {
    this.#factor = Math.max(1, Math.round(sampleRateHz / wantedRateHz));
    const rate = sampleRateHz / this.#factor;
    const windowSamples = Math.round(windowSeconds * rate);
    const settings = { sampleRateHz: rate, minHz, maxHz, windowSamples };
    this.#hop = Math.round(frameHopSeconds * rate);
    this.#decimator = new Decimator(this.#factor);
    this.#candidates = new PitchCandidates(settings);
    this.#window = new Float32Array(frameSamples(settings));
    this.lagSeconds = this.#middleToEnd / sampleRateHz + (path.lagFrames * this.#hop) / rate;
  }

  /** Adds samples; calls back for each frame that is decided by them. */
  push(input: Float32Array, onFrame: (frame: LiveFrame) => void): void {
    const before = this.#received;
    this.#received += input.length;
    this.#decimator.push(input, (sample, index) => {
      this.#window[this.#filled] = sample;
      this.#filled++;
      if (this.#filled < this.#window.length) return;
      const frame = this.#decide(before + index + 1);
      this.#window.copyWithin(0, this.#hop);
      this.#filled -= this.#hop;
      if (frame) onFrame(frame);
    });
  }

  /** Input samples from the middle of a frame to its last sample. */
  get #middleToEnd(): number {
    return (this.#window.length / 2) * this.#factor + this.#decimator.delayFrames;
  }

  #decide(end: number): LiveFrame | undefined {
    const rms = rmsOf(this.#window);
    const candidates = rms < silenceRms ? [] : this.#candidates.find(this.#window);
    const guessMidi = mostProbable(candidates)?.midi ?? Number.NaN;
    this.#pending.push({ sample: end - this.#middleToEnd, rms, guessMidi });
    const midi = this.#path.push(candidates);
    if (this.#pending.length <= path.lagFrames) return undefined;
    const decided = this.#pending.shift();
    return decided && { ...decided, midi };
  }
}

function rmsOf(samples: Float32Array): number {
  let squares = 0;
  for (const sample of samples) squares += sample * sample;
  return Math.sqrt(squares / samples.length);
}

function mostProbable(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (best, each) => (best && best.probability >= each.probability ? best : each),
    undefined,
  );
}
