import type { BeatClock } from './beat-clock.ts';
import type { PathNode } from './rhythm-path.ts';
import type { TempoCandidate } from './tempo-candidate.ts';

/** A path up to one onset, with the clock at that onset. */
export interface PartialHypothesis extends BeatClock {
  readonly logProbability: number;
  readonly logIntervals: number;
  readonly logStart: number;
  readonly logPhase: number;
  /** Index into the style's metrical positions. */
  readonly position: number;
  readonly tempo: TempoCandidate;
  readonly path: PathNode;
}

/** Tempos within 3 % share a bucket. */
const logTempoPerBucket = 0.03;
const tempoBuckets = 128;
/** Tempo of the first bucket; slower ones are clamped to it. */
const maxSecondsPerQuarter = 3;
/** Hypotheses this far below the best are dropped. */
const pruningNats = 18;

/**
 * The hypotheses of a beam search at one onset. Of those with the same metrical position and almost
 * the same tempo only the most probable is kept, since their continuations are the same.
 */
export class Beam {
  readonly #slots: (PartialHypothesis | undefined)[];
  /** Slots that are filled. */
  readonly #used: number[] = [];

  constructor(positions: number) {
    this.#slots = new Array(positions * tempoBuckets).fill(undefined);
  }

  /** The slot of a hypothesis; `undefined` if one at least as probable is there. */
  findSlot(position: number, secondsPerQuarter: number, logProbability: number) {
    const tempo = Math.log(maxSecondsPerQuarter / secondsPerQuarter) / logTempoPerBucket;
    const bucket = Math.max(0, Math.min(tempoBuckets - 1, Math.round(tempo)));
    const slot = position * tempoBuckets + bucket;
    const current = this.#slots[slot];
    return current && current.logProbability >= logProbability ? undefined : slot;
  }

  put(slot: number, hypothesis: PartialHypothesis): void {
    if (!this.#slots[slot]) this.#used.push(slot);
    this.#slots[slot] = hypothesis;
  }

  /** Takes out the most probable hypotheses, at most `width`, best first. The beam is empty afterwards. */
  takeBest(width: number): PartialHypothesis[] {
    const all = this.#used.map((slot) => this.#slots[slot]).filter((entry) => entry !== undefined);
    for (const slot of this.#used) this.#slots[slot] = undefined;
    this.#used.length = 0;
    all.sort((a, b) => b.logProbability - a.logProbability);
    const min = (all[0]?.logProbability ?? 0) - pruningNats;
    return all.slice(0, width).filter(({ logProbability }) => logProbability >= min);
  }
}
