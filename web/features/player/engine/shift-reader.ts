import type { PcmStore } from './pcm-store.ts';
import { kernelHalfWidth, type ResampleKernel } from './resample-kernel.ts';
import type { SoundReader, StereoBlock } from './sound-reader.ts';
import { StretchReader } from './stretch-reader.ts';

/**
 * Plays the song in another key at any speed: the sound is stretched to `ratio` times its length, and read
 * `ratio` times as fast. All stems are stretched at the same splices and read at the same points, so they
 * stay aligned to the sample.
 */
export class ShiftReader implements SoundReader {
  readonly #kernel: ResampleKernel;
  readonly #stretched: StretchReader;
  readonly #blocks: readonly StereoBlock[];
  /** How many stretched frames the blocks hold. */
  #held = 0;
  /** Where the next frame is in the blocks. */
  #at = kernelHalfWidth - 1;

  /** @param maxFrames that are rendered at once. @param position of the first frame. Others: {@link StretchReader}. */
  constructor(
    store: PcmStore,
    weights: Float32Array,
    sampleRateHz: number,
    position: number,
    kernel: ResampleKernel,
    maxFrames: number,
  ) {
    this.#kernel = kernel;
    const start = position - kernelHalfWidth + 1;
    this.#stretched = new StretchReader(store, weights, sampleRateHz, start, kernel.ratio);
    const capacity = Math.ceil(maxFrames * kernel.ratio) + 2 * kernelHalfWidth + 3;
    this.#blocks = Array.from({ length: store.stemCount }, () => [
      new Float32Array(capacity),
      new Float32Array(capacity),
    ]);
  }

  render(
    stems: readonly StereoBlock[],
    from: number,
    count: number,
    position: number,
    speed: number,
  ): void {
    const missing = this.#missing(count);
    const stretchedSpeed = speed / this.#kernel.ratio;
    const ahead = (this.#held - this.#at) * stretchedSpeed;
    const [blocks, held] = [this.#blocks, this.#held];
    this.#stretched.render(blocks, held, missing, position + ahead, stretchedSpeed);
    this.#held += missing;
    this.#read(stems, from, count);
  }

  finish(stems: readonly StereoBlock[], count: number): void {
    const missing = this.#missing(count);
    const free = this.#blocks.map(
      ([left, right]): StereoBlock => [left.subarray(this.#held), right.subarray(this.#held)],
    );
    this.#stretched.finish(free, missing);
    this.#held += missing;
    this.#read(stems, 0, count);
  }

  /** Forgets the frames before the next one, and says how many are missing for so many of output. */
  #missing(count: number): number {
    const past = Math.floor(this.#at) - kernelHalfWidth + 1;
    for (const block of this.#blocks) {
      for (const samples of block) samples.copyWithin(0, past, this.#held);
    }
    this.#at -= past;
    this.#held -= past;
    const last = this.#at + (count - 1) * this.#kernel.ratio;
    // The point may be rounded up to the next sample.
    return Math.max(0, Math.floor(last) + kernelHalfWidth + 2 - this.#held);
  }

  #read(stems: readonly StereoBlock[], from: number, count: number): void {
    for (const [stem, block] of stems.entries()) {
      for (const [channel, samples] of block.entries()) {
        const held = this.#blocks[stem]?.[channel] as Float32Array;
        this.#kernel.read(held, this.#at, samples, from, count);
      }
    }
    this.#at += count * this.#kernel.ratio;
  }
}
