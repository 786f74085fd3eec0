import type { Segment } from './segment-plan.ts';

/** Blends overlapping segments of one stem into a stream. Memory is that of one segment. */
export class OverlapAdder {
  readonly #channels: number;
  readonly #weights: Float32Array;
  /** Weighted sums, interleaved [segmentFrames, channels], from frame `#start` of the song on. */
  readonly #sums: Float32Array;
  /** [segmentFrames] */
  readonly #sumsOfWeights: Float32Array;
  #start = 0;

  /** @param weights [segmentFrames] */
  constructor(weights: Float32Array, channels: number) {
    this.#weights = weights;
    this.#channels = channels;
    this.#sums = new Float32Array(weights.length * channels);
    this.#sumsOfWeights = new Float32Array(weights.length);
  }

  /**
   * Blends in `length` frames of a segment's result from `offset` on. Segments must come in order of their
   * offsets.
   * @param planar [channels, segmentFrames], from `readFrom` on.
   */
  add({ offset, length, readFrom }: Segment, planar: Float32Array): void {
    const from = offset - readFrom;
    const to = offset - this.#start;
    const segmentFrames = this.#weights.length;
    for (let i = 0; i < length; i++) {
      const weight = this.#weights[i] as number;
      this.#sumsOfWeights[to + i] = (this.#sumsOfWeights[to + i] as number) + weight;
      for (let c = 0; c < this.#channels; c++) {
        const sum = (to + i) * this.#channels + c;
        const sample = planar[c * segmentFrames + from + i] as number;
        this.#sums[sum] = (this.#sums[sum] as number) + weight * sample;
      }
    }
  }

  /**
   * Removes and returns the blended frames before `end`, interleaved. No later segment may overlap them.
   */
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
