import { argmax } from '../../../audio/argmax.ts';
import type { PitchCandidate } from './pitch-candidates.ts';
import { maxBinsPerFrame, pitchBins, switchProbability } from './pyin-settings.ts';
import { ReachableBest } from './reachable-best.ts';

const stateCount = 2 * pitchBins;
const logStay = Math.log(1 - switchProbability);
const logSwitch = Math.log(switchProbability);
/** Stands in for the probability of impossible events, so that a path always exists. */
const smallestNormal = 2 ** -1022;
const logImpossible = Math.log(smallestNormal);

/** Back pointers take one byte: the distance and the half that a state was entered from. */
const reach = 2 * maxBinsPerFrame + 1;
const fromBestState = 255;

export interface PitchPath {
  readonly bins: Int16Array;
  /** 1 where the frame is voiced, 0 elsewhere. */
  readonly voiced: Uint8Array;
}

/**
 * The most probable sequence of pitches through all frames (Mauch & Dixon 2014, section 2.2). Each
 * pitch bin has two states, voiced and unvoiced, so that a pitch is kept through a pause.
 */
export class PitchViterbi {
  #scores = new Float64Array(stateCount).fill(Math.log(1 / stateCount));
  #next = new Float64Array(stateCount);
  readonly #voiced = new ReachableBest();
  readonly #unvoiced = new ReachableBest();
  readonly #backPointers: Uint8Array;
  readonly #bestStates: Int16Array;
  #frames = 0;

  constructor(frameCount: number) {
    this.#backPointers = new Uint8Array(frameCount * stateCount);
    this.#bestStates = new Int16Array(frameCount);
  }

  /** Adds the next frame: its candidates and its probability of being voiced. */
  push(candidates: readonly PitchCandidate[], voicedProbability: number): void {
    if (this.#frames === 0) this.#next.set(this.#scores);
    else this.#advance();
    const next = this.#next;
    const unvoiced = Math.log(Math.max((1 - voicedProbability) / pitchBins, smallestNormal));
    for (let bin = pitchBins; bin < stateCount; bin++) {
      next[bin] = (next[bin] as number) + unvoiced;
    }
    for (const { bin, probability } of candidates) {
      next[bin] = (next[bin] as number) + Math.log(probability) - logImpossible;
    }
    for (let bin = 0; bin < pitchBins; bin++) {
      next[bin] = (next[bin] as number) + logImpossible;
    }
    this.#next = this.#scores;
    this.#scores = next;
    this.#bestStates[this.#frames] = argmax(next);
    this.#frames++;
  }

  /** Pitch bin and voicing of every frame so far; unvoiced frames have a bin too. */
  path(): PitchPath {
    const bins = new Int16Array(this.#frames);
    const voiced = new Uint8Array(this.#frames);
    if (this.#frames === 0) return { bins, voiced };
    let state = this.#bestStates[this.#frames - 1] as number;
    for (let frame = this.#frames - 1; frame >= 0; frame--) {
      bins[frame] = state % pitchBins;
      voiced[frame] = state < pitchBins ? 1 : 0;
      if (frame > 0) state = this.#origin(frame, state);
    }
    return { bins, voiced };
  }

  #advance(): void {
    this.#voiced.compute(this.#scores, 0);
    this.#unvoiced.compute(this.#scores, pitchBins);
    const best = this.#bestStates[this.#frames - 1] as number;
    const leap = (this.#scores[best] as number) + logImpossible;
    this.#enterHalf(0, logStay, logSwitch, leap);
    this.#enterHalf(pitchBins, logSwitch, logStay, leap);
  }

  /** Enters the voiced (0) or unvoiced (`pitchBins`) half from either, or by an impossible jump. */
  #enterHalf(offset: number, logFromVoiced: number, logFromUnvoiced: number, leap: number): void {
    const row = this.#frames * stateCount + offset;
    for (let bin = 0; bin < pitchBins; bin++) {
      let score = (this.#voiced.score[bin] as number) + logFromVoiced;
      let pointer = (this.#voiced.origin[bin] as number) - bin + maxBinsPerFrame;
      const other = (this.#unvoiced.score[bin] as number) + logFromUnvoiced;
      if (other > score) {
        score = other;
        pointer = (this.#unvoiced.origin[bin] as number) - bin + maxBinsPerFrame + reach;
      }
      if (leap > score) {
        score = leap;
        pointer = fromBestState;
      }
      this.#next[offset + bin] = score;
      this.#backPointers[row + bin] = pointer;
    }
  }

  #origin(frame: number, state: number): number {
    const pointer = this.#backPointers[frame * stateCount + state] as number;
    if (pointer === fromBestState) return this.#bestStates[frame - 1] as number;
    const bin = state % pitchBins;
    if (pointer < reach) return bin + pointer - maxBinsPerFrame;
    return pitchBins + bin + pointer - reach - maxBinsPerFrame;
  }
}
