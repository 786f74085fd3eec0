import type { Segment } from './segment-plan.ts';

/**
 * Blends overlapping segments of one stem into a gapless stream. It holds one segment, however long
 * the song is.
 */
export class OverlapAdder {
  readonly #channels: number;
  readonly #weights: Float32Array;
  /** Interleaved weighted sums, from frame `#start` of the song on. */
  readonly #sums: Float32Array;
  readonly #sumsOfWeights: Float32Array;
  #start = 0;

  constructor(weights: Float32Array, channels: number) {
    this.#weights = weights;
    this.#channels = channels;
    this.#sums = new Float32Array(weights.length * channels);
    this.#sumsOfWeights = new Float32Array(weights.length);
  }

  /**
   * Adds a segment's result, planar [channels, weights.length], of which the segment's own part is
   * blended in. Segments come in order of their offsets.
   */
  add({ offset, length, readFrom }: Segment, planar: Float32Array): void {
    const from = offset - readFrom;
    const at = offset - this.#start;
    const segmentFrames = this.#weights.length;
    for (let i = 0; i < length; i++) {
      const weight = this.#weights[i] as number;
      this.#sumsOfWeights[at + i] = (this.#sumsOfWeights[at + i] as number) + weight;
      for (let c = 0; c < this.#channels; c++) {
        const to = (at + i) * this.#channels + c;
        const sample = planar[c * segmentFrames + from + i] as number;
        this.#sums[to] = (this.#sums[to] as number) + weight * sample;
      }
    }
  }

  /** Takes out the blended frames before `end`, interleaved; no later segment may touch them. */
  takeUntil(end: number): Float32Array {
    const frames = end - this.#start;
    const taken = this.#sums.slice(0, frames * this.#channels);
    for (let i = 0; i < taken.length; i++) {
      const weight = this.#sumsOfWeights[Math.floor(i / this.#channels)] as number;
      taken[i] = (taken[i] as number) / weight;
    }
    shiftLeft(this.#sums, taken.length);
    shiftLeft(this.#sumsOfWeights, frames);
    this.#start = end;
    return taken;
  }
}

function shiftLeft(values: Float32Array, by: number): void {
  values.copyWithin(0, by);
  values.fill(0, values.length - by);
}
