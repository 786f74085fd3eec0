import type { PcmStore } from './pcm-store.ts';
import type { SoundReader, StereoBlock } from './sound-reader.ts';

/** The song as it is, bit for bit: for its own speed. */
export class DirectReader implements SoundReader {
  private readonly store: PcmStore;
  private next: number;

  constructor(store: PcmStore, position: number) {
    this.store = store;
    this.next = Math.round(position);
  }

  render(stems: readonly StereoBlock[], from: number, count: number): void {
    for (const [stem, block] of stems.entries()) {
      for (const [channel, samples] of block.entries()) {
        const part = samples.subarray(from, from + count);
        this.store.read(stem, channel, this.next, count, part);
      }
    }
    this.next += count;
  }

  finish(stems: readonly StereoBlock[], count: number): void {
    this.render(stems, 0, count);
  }
}
