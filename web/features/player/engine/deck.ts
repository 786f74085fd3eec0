import { DirectReader } from './direct-reader.ts';
import type { PcmStore } from './pcm-store.ts';
import type { SoundReader, StereoBlock } from './sound-reader.ts';
import { StretchReader } from './stretch-reader.ts';

/** Cross-fade at a jump, which would click without it. */
const fadeSeconds = 0.006;

/**
 * Plays the stems. A {@link jump} cross-fades from the old position to the new one. Between jumps at
 * original speed the output equals the song bit for bit.
 */
export class Deck {
  readonly #store: PcmStore;
  readonly #sampleRateHz: number;
  readonly #weights: Float32Array;
  readonly #fadeFrames: number;
  readonly #before: readonly StereoBlock[];
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
    if (speed === 0) this.#reader = undefined;
    else if (speed === 1) this.#reader = new DirectReader(this.#store, position);
    else this.#reader = new StretchReader(this.#store, this.#weights, this.#sampleRateHz, position);
  }

  /** Changes the speed at the current position; cross-fades unless the sound is stretched before and after. */
  changeSpeed(position: number, speed: number): void {
    if (speed === this.#speed) return;
    if (this.#reader instanceof StretchReader && speed !== 1 && speed !== 0) this.#speed = speed;
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
