import type { PcmStore } from './pcm-store.ts';
import type { SoundReader, StereoBlock } from './sound-reader.ts';

/** Reads the song unchanged, bit for bit, for playback at original speed. */
export class DirectReader implements SoundReader {
  readonly #store: PcmStore;
  #nextFrame: number;

  constructor(store: PcmStore, position: number) {
    this.#store = store;
    this.#nextFrame = Math.round(position);
  }

  render(stems: readonly StereoBlock[], from: number, count: number): void {
    for (const [stem, block] of stems.entries()) {
      for (const [channel, samples] of block.entries()) {
        const target = samples.subarray(from, from + count);
        this.#store.read(stem, channel, this.#nextFrame, count, target);
      }
    }
    this.#nextFrame += count;
  }

  finish(stems: readonly StereoBlock[], count: number): void {
    this.render(stems, 0, count);
  }
}
