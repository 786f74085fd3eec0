import { hopSeconds } from './onset-envelope.ts';

const minBpm = 50;
const maxBpm = 210;
/** Median tempo of recorded music, and the standard deviation of its natural logarithm. */
const medianBpm = 105;
const logBpmSpread = 0.4;
/** Maximum change of the beat length from one beat to the next, as a share. */
const maxChange = 0.08;
/** Standard deviation of that change. */
const changeSpread = 0.025;
/** Onset strength, in standard deviations, above which a beat gains log probability. */
const onsetThreshold = 1;
/** Nats for each standard deviation of onset strength. */
const onsetWeight = 0.8;
/** Weight of an onset one frame away from the beat. */
const neighbourWeight = 0.8;
/** Marks the first beat of a path, which has no predecessor. */
const noPredecessor = 255;

/**
 * The most probable beats of an onset envelope: beats lie on strong onsets, and their length changes
 * little from one to the next. Dynamic programming over frames and beat lengths (a bar pointer model
 * whose tempo changes at beats; Krebs, Boeck and Widmer, ISMIR 2015).
 *
 * @param envelope [frames] onset strengths, one for each hop of `hopSeconds`.
 * @returns seconds, rising; empty if the envelope is shorter than four of the slowest beats.
 */
export function trackBeats(envelope: Float32Array): number[] {
  const minLength = Math.round(60 / maxBpm / hopSeconds);
  const maxLength = Math.round(60 / minBpm / hopSeconds);
  if (envelope.length < 4 * maxLength) return [];
  const lattice = new BeatLattice(envelope, minLength, maxLength);
  for (let frame = 0; frame < envelope.length; frame++) lattice.fill(frame);
  return lattice.bestBeats().map((frame) => frame * hopSeconds);
}

class BeatLattice {
  readonly #envelope: Float32Array;
  readonly #minLength: number;
  readonly #lengths: number;
  /** [frames, lengths]: log probability of the best path that ends with a beat at the frame after an interval of the length. */
  readonly #logProbabilities: Float32Array;
  /** [frames, lengths]: index of the length before; `noPredecessor` at the first beat. */
  readonly #predecessors: Uint8Array;
  readonly #prior: Float64Array;

  constructor(envelope: Float32Array, minLength: number, maxLength: number) {
    this.#envelope = envelope;
    this.#minLength = minLength;
    this.#lengths = maxLength - minLength + 1;
    this.#logProbabilities = new Float32Array(envelope.length * this.#lengths);
    this.#predecessors = new Uint8Array(this.#logProbabilities.length).fill(noPredecessor);
    this.#prior = Float64Array.from({ length: this.#lengths }, (_, i) => {
      const bpm = 60 / ((minLength + i) * hopSeconds);
      return -0.5 * (Math.log(bpm / medianBpm) / logBpmSpread) ** 2;
    });
  }

  fill(frame: number): void {
    const onset = onsetWeight * (this.#strengthNear(frame) - onsetThreshold);
    for (let i = 0; i < this.#lengths; i++) {
      const length = this.#minLength + i;
      const from = (frame - length) * this.#lengths;
      let best = this.#prior[i] as number;
      let predecessor = noPredecessor;
      if (from >= 0) {
        const reach = Math.ceil(maxChange * length);
        const high = Math.min(this.#lengths - 1, i + reach);
        for (let j = Math.max(0, i - reach); j <= high; j++) {
          const change = (i - j) / length / changeSpread;
          const logProbability =
            (this.#logProbabilities[from + j] as number) - 0.5 * change * change;
          if (logProbability > best) {
            best = logProbability;
            predecessor = j;
          }
        }
      }
      const index = frame * this.#lengths + i;
      this.#logProbabilities[index] = best + onset;
      this.#predecessors[index] = predecessor;
    }
  }

  /** The maximum of the frame's onset strength and its neighbours', which count less. */
  #strengthNear(frame: number): number {
    const at = (i: number) => this.#envelope[i] ?? 0;
    return Math.max(at(frame), neighbourWeight * at(frame - 1), neighbourWeight * at(frame + 1));
  }

  bestBeats(): number[] {
    let best = Math.max(0, this.#envelope.length - this.#minLength - this.#lengths) * this.#lengths;
    for (let i = best; i < this.#logProbabilities.length; i++) {
      if ((this.#logProbabilities[i] as number) > (this.#logProbabilities[best] as number))
        best = i;
    }
    const beats: number[] = [];
    for (let at = best; ; ) {
      const frame = Math.floor(at / this.#lengths);
      const length = this.#minLength + (at % this.#lengths);
      beats.push(frame);
      const predecessor = this.#predecessors[at] as number;
      if (predecessor === noPredecessor || frame < length) break;
      at = (frame - length) * this.#lengths + predecessor;
    }
    return beats.reverse();
  }
}
