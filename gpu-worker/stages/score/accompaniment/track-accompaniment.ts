import { hopSeconds } from './onset-envelope.ts';

const fastestBpm = 210;
const slowestBpm = 50;
/** Tempo of beats in recorded music and its spread, in ln(beats a minute). */
const usualBpm = 105;
const bpmSpread = 0.4;
/** A beat may be this much longer or shorter than the one before. */
const maxChange = 0.08;
/** Standard deviation of that change. */
const changeSpread = 0.025;
/** An onset must be this strong, in standard deviations, to be worth a beat. */
const worthOfBeat = 1;
/** Nats that a standard deviation of onset strength is worth. */
const onsetWeight = 0.8;

/**
 * Beats under an onset envelope: the sequence that catches most onsets while its tempo changes
 * little from beat to beat, by dynamic programming over frames and beat lengths (a bar pointer
 * model whose tempo changes at beats; Krebs, Boeck and Widmer, ISMIR 2015).
 *
 * @returns seconds, rising; none for less than a few beats of music.
 */
export function trackAccompaniment(envelope: Float32Array): number[] {
  const shortest = Math.round(60 / fastestBpm / hopSeconds);
  const longest = Math.round(60 / slowestBpm / hopSeconds);
  if (envelope.length < 4 * longest) return [];
  const lattice = new BeatLattice(envelope, shortest, longest);
  for (let frame = 0; frame < envelope.length; frame++) lattice.fill(frame);
  return lattice.bestBeats().map((frame) => frame * hopSeconds);
}

class BeatLattice {
  readonly #envelope: Float32Array;
  readonly #shortest: number;
  readonly #lengths: number;
  /** [frames, lengths]: score of the best beats up to one here, after an interval of each length. */
  readonly #scores: Float32Array;
  /** [frames, lengths]: the length before, as an index; 255 where the first beat is. */
  readonly #before: Uint8Array;
  readonly #prior: Float64Array;

  constructor(envelope: Float32Array, shortest: number, longest: number) {
    this.#envelope = envelope;
    this.#shortest = shortest;
    this.#lengths = longest - shortest + 1;
    this.#scores = new Float32Array(envelope.length * this.#lengths);
    this.#before = new Uint8Array(this.#scores.length).fill(255);
    this.#prior = Float64Array.from({ length: this.#lengths }, (_, i) => {
      const bpm = 60 / ((shortest + i) * hopSeconds);
      return -0.5 * (Math.log(bpm / usualBpm) / bpmSpread) ** 2;
    });
  }

  fill(frame: number): void {
    const caught = onsetWeight * (this.#strengthNear(frame) - worthOfBeat);
    for (let i = 0; i < this.#lengths; i++) {
      const length = this.#shortest + i;
      const from = (frame - length) * this.#lengths;
      let best = this.#prior[i] as number;
      let before = 255;
      if (from >= 0) {
        const reach = Math.ceil(maxChange * length);
        const high = Math.min(this.#lengths - 1, i + reach);
        for (let j = Math.max(0, i - reach); j <= high; j++) {
          const change = (i - j) / length / changeSpread;
          const score = (this.#scores[from + j] as number) - 0.5 * change * change;
          if (score > best) {
            best = score;
            before = j;
          }
        }
      }
      const index = frame * this.#lengths + i;
      this.#scores[index] = best + caught;
      this.#before[index] = before;
    }
  }

  /** Onset strength of this frame or its neighbours. */
  #strengthNear(frame: number): number {
    const at = (i: number) => this.#envelope[i] ?? 0;
    return Math.max(at(frame), 0.8 * at(frame - 1), 0.8 * at(frame + 1));
  }

  bestBeats(): number[] {
    let best = Math.max(0, this.#envelope.length - this.#shortest - this.#lengths) * this.#lengths;
    for (let i = best; i < this.#scores.length; i++) {
      if ((this.#scores[i] as number) > (this.#scores[best] as number)) best = i;
    }
    const beats: number[] = [];
    for (let at = best; ; ) {
      const frame = Math.floor(at / this.#lengths);
      const length = this.#shortest + (at % this.#lengths);
      beats.push(frame);
      const before = this.#before[at] as number;
      if (before === 255 || frame < length) break;
      at = (frame - length) * this.#lengths + before;
    }
    return beats.reverse();
  }
}
