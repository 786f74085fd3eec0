import { DirectReader } from './direct-reader.ts';
import type { PcmStore } from './pcm-store.ts';
import { ResampleKernel } from './resample-kernel.ts';
import { ShiftReader } from './shift-reader.ts';
import type { SoundReader, StereoBlock } from './sound-reader.ts';
import { StretchReader } from './stretch-reader.ts';

/** Cross-fade at a jump, which would click without it. */
const fadeSeconds = 0.006;

/**
 * Plays the stems. A {@link jump} cross-fades from the old position to the new one. Between jumps at
 * original speed and in its key the output equals the song bit for bit.
 */
export class Deck {
  readonly #store: PcmStore;
  readonly #sampleRateHz: number;
  readonly #weights: Float32Array;
  readonly #fadeFrames: number;
  readonly #maxFrames: number;
  readonly #before: readonly StereoBlock[];
  /** Absent in the song's own key. */
  #kernel: ResampleKernel | undefined;
  #reader: SoundReader | undefined;
  #fadingOut: SoundReader | undefined;
  #faded: number;
  #speed = 0;

  /** @param weights gains of the stems; see {@link StretchReader}. */
  constructor(store: PcmStore, weights: Float32Array, sampleRateHz: number, maxFrames: number) {
    this.#store = store;
    this.#weights = weights;
    this.#sampleRateHz = sampleRateHz;
    this.#fadeFrames = Math.round(fadeSeconds * sampleRateHz);
    this.#faded = this.#fadeFrames;
    this.#maxFrames = maxFrames;
    this.#before = Array.from({ length: store.stemCount }, () => [
      new Float32Array(maxFrames),
      new Float32Array(maxFrames),
    ]);
  }

  /** Continues from another position or at another speed; speed 0 is silence. */
  jump(position: number, speed: number): void {
    this.#fadingOut = this.#reader;
    this.#faded = 0;
    this.#speed = speed;
    this.#reader = speed === 0 ? undefined : this.#readerAt(position);
  }

  #readerAt(position: number): SoundReader {
    const [store, weights, rateHz] = [this.#store, this.#weights, this.#sampleRateHz];
    if (this.#kernel) {
      return new ShiftReader(store, weights, rateHz, position, this.#kernel, this.#maxFrames);
    }
    if (this.#speed === 1) return new DirectReader(store, position);
    return new StretchReader(store, weights, rateHz, position);
  }

  /** Plays in another key from a position on. @param ratio of its frequencies to the song's. */
  changeKey(position: number, ratio: number): void {
    if (ratio === (this.#kernel?.ratio ?? 1)) return;
    this.#kernel = ratio === 1 ? undefined : new ResampleKernel(ratio);
    if (this.#reader) this.jump(position, this.#speed);
  }

  /** Changes the speed at the current position; cross-fades unless the same reader plays both. */
  changeSpeed(position: number, speed: number): void {
    if (speed === this.#speed) return;
    const isStretched = this.#reader instanceof StretchReader && speed !== 1;
    const goesOn = isStretched || this.#reader instanceof ShiftReader;
    if (goesOn && speed !== 0) this.#speed = speed;
    else this.jump(position, speed);
  }

  /** Fills frames `from` … `from + count` of every stem. */
  render(stems: readonly StereoBlock[], from: number, count: number, position: number): void {
    if (this.#reader) this.#reader.render(stems, from, count, position, this.#speed);
    else
      for (const block of stems) for (const samples of block) samples.fill(0, from, from + count);
    if (this.#faded < this.#fadeFrames) this.#crossFade(stems, from, count);
  }

  #crossFade(stems: readonly StereoBlock[], from: number, count: number): void {
    const [fadingOut, fadeFrames] = [this.#fadingOut, this.#fadeFrames];
    const length = Math.min(count, fadeFrames - this.#faded);
    fadingOut?.finish(this.#before, length);
    for (const [stem, block] of stems.entries()) {
      for (const [channel, samples] of block.entries()) {
        const old = this.#before[stem]?.[channel] as Float32Array;
        for (let i = 0; i < length; i += 1) {
          const share = (this.#faded + i + 0.5) / fadeFrames;
          const oldSample = fadingOut ? (old[i] as number) : 0;
          samples[from + i] = oldSample + share * ((samples[from + i] as number) - oldSample);
        }
      }
    }
    this.#faded += length;
    if (this.#faded >= fadeFrames) this.#fadingOut = undefined;
  }
}
