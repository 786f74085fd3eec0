import { DirectReader } from './direct-reader.ts';
import type { PcmStore } from './pcm-store.ts';
import type { SoundReader, StereoBlock } from './sound-reader.ts';
import { StretchReader } from './stretch-reader.ts';

/** A jump is heard as a click unless the sound before it fades into the sound after it. */
const fadeSeconds = 0.006;

/**
 * Plays the stems: whoever says where makes a {@link jump}, and the sound goes over from the old
 * place to the new one. Between jumps at the song's own speed its output is the song, bit for bit.
 */
export class Deck {
  private readonly store: PcmStore;
  private readonly sampleRateHz: number;
  private readonly weights: Float32Array;
  private readonly fadeFrames: number;
  private readonly before: readonly StereoBlock[];
  private reader: SoundReader | undefined;
  private leaving: SoundReader | undefined;
  private faded: number;
  private speed = 0;

  /** @param weights how loud each stem is; see {@link StretchReader}. */
  constructor(
    store: PcmStore,
    weights: Float32Array,
    sampleRateHz: number,
    maxFramesPerRead: number,
  ) {
    this.store = store;
    this.weights = weights;
    this.sampleRateHz = sampleRateHz;
    this.fadeFrames = Math.round(fadeSeconds * sampleRateHz);
    this.faded = this.fadeFrames;
    this.before = Array.from({ length: store.stemCount }, () => [
      new Float32Array(maxFramesPerRead),
      new Float32Array(maxFramesPerRead),
    ]);
  }

  /** Goes on from another place or at another speed; speed 0 is silence. */
  jump(position: number, speed: number): void {
    const { store, weights, sampleRateHz } = this;
    this.leaving = this.reader;
    this.faded = 0;
    this.speed = speed;
    if (speed === 0) this.reader = undefined;
    else if (speed === 1) this.reader = new DirectReader(store, position);
    else this.reader = new StretchReader(store, weights, sampleRateHz, position);
  }

  /** Another speed without leaving the place; no jump where the sound is stretched before and after. */
  changeSpeed(position: number, speed: number): void {
    if (speed === this.speed) return;
    if (this.reader instanceof StretchReader && speed !== 1 && speed !== 0) this.speed = speed;
    else this.jump(position, speed);
  }

  /** Fills frames `from` … `from + count` of every stem. */
  render(stems: readonly StereoBlock[], from: number, count: number, position: number): void {
    if (this.reader) this.reader.render(stems, from, count, position, this.speed);
    else
      for (const block of stems) for (const samples of block) samples.fill(0, from, from + count);
    if (this.faded < this.fadeFrames) this.fadeOver(stems, from, count);
  }

  private fadeOver(stems: readonly StereoBlock[], from: number, count: number): void {
    const { leaving, before, fadeFrames } = this;
    const length = Math.min(count, fadeFrames - this.faded);
    leaving?.finish(before, length);
    for (const [stem, block] of stems.entries()) {
      for (const [channel, samples] of block.entries()) {
        const old = before[stem]?.[channel] as Float32Array;
        for (let i = 0; i < length; i += 1) {
          const share = (this.faded + i + 0.5) / fadeFrames;
          const oldSample = leaving ? (old[i] as number) : 0;
          samples[from + i] = oldSample + share * ((samples[from + i] as number) - oldSample);
        }
      }
    }
    this.faded += length;
    if (this.faded >= fadeFrames) this.leaving = undefined;
  }
}
