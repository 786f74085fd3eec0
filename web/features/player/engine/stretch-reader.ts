import { SpliceFinder } from './find-splice.ts';
import type { PcmStore } from './pcm-store.ts';
import type { SoundReader, StereoBlock } from './sound-reader.ts';

/** Half a window. */
const hopSeconds = 0.02;
/** Maximum distance of a splice from the exact position. */
const searchSeconds = 0.008;

/**
 * Time stretching by waveform-similarity overlap-add (WSOLA; Verhelst & Roelands 1993). Each hop
 * cross-fades from the continuation of the previous hop to the most similar segment near the exact
 * position. The segment is searched once, in the mix of all stems, and all stems are spliced there,
 * so they stay aligned to the sample. While the continuation is within the search range of the exact
 * position, it goes on without a splice.
 */
export class StretchReader implements SoundReader {
  readonly #store: PcmStore;
  readonly #weights: Float32Array;
  readonly #hop: number;
  readonly #search: number;
  readonly #fade: Float32Array;
  readonly #finder: SpliceFinder;
  readonly #reference: Float32Array;
  readonly #candidates: Float32Array;
  readonly #scratch: Float32Array;
  readonly #ready: readonly StereoBlock[];
  #used: number;
  /** The song frame that follows the last rendered one. */
  #continuation: number;

  /**
   * @param weights gains of the stems in the mix that is searched; read at every splice.
   * @param ratio at which the stretched sound is read: a hop of it takes the same time at every ratio.
   */
  constructor(
    store: PcmStore,
    weights: Float32Array,
    sampleRateHz: number,
    position: number,
    ratio = 1,
  ) {
    this.#store = store;
    this.#weights = weights;
    this.#hop = 4 * Math.round((hopSeconds * sampleRateHz * ratio) / 4);
    this.#search = 4 * Math.round((searchSeconds * sampleRateHz) / 4);
    this.#fade = Float32Array.from(
      { length: this.#hop },
      (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / this.#hop),
    );
    const range = this.#hop + 2 * this.#search;
    this.#finder = new SpliceFinder(this.#hop, 2 * this.#search);
    this.#reference = new Float32Array(this.#hop);
    this.#candidates = new Float32Array(range);
    this.#scratch = new Float32Array(range);
    this.#ready = Array.from({ length: store.stemCount }, () => [
      new Float32Array(this.#hop),
      new Float32Array(this.#hop),
    ]);
    this.#used = this.#hop;
    this.#continuation = Math.round(position);
  }

  render(
    stems: readonly StereoBlock[],
    from: number,
    count: number,
    position: number,
    speed: number,
  ): void {
    let done = 0;
    while (done < count) {
      if (this.#used === this.#hop) this.#renderHop(position + done * speed, speed);
      const length = Math.min(count - done, this.#hop - this.#used);
      for (const [stem, block] of stems.entries()) {
        for (const [channel, samples] of block.entries()) {
          const rendered = this.#ready[stem]?.[channel] as Float32Array;
          samples.set(rendered.subarray(this.#used, this.#used + length), from + done);
        }
      }
      this.#used += length;
      done += length;
    }
  }

  finish(stems: readonly StereoBlock[], count: number): void {
    const left = Math.min(count, this.#hop - this.#used);
    for (const [stem, block] of stems.entries()) {
      for (const [channel, samples] of block.entries()) {
        const rendered = this.#ready[stem]?.[channel] as Float32Array;
        samples.set(rendered.subarray(this.#used, this.#used + left));
        const remainder = samples.subarray(left, count);
        this.#store.read(stem, channel, this.#continuation, count - left, remainder);
      }
    }
    this.#used += left;
    this.#continuation += count - left;
  }

  /** Renders the hop that begins at a song position. */
  #renderHop(position: number, speed: number): void {
    // At the hop's end only the new segment is audible, so it should be at the song position then.
    // An onset may occur twice in a hop, and listeners notice the first one: compensate by half of
    // what the hop gains or loses.
    const lag = (this.#hop * (1 - speed)) / 2;
    const exact = Math.round(position + this.#hop * speed - this.#hop - lag);
    const start = this.#chooseStart(exact);
    for (const [stem, block] of this.#ready.entries()) {
      for (const [channel, samples] of block.entries()) {
        this.#store.read(stem, channel, start, this.#hop, samples);
        if (start === this.#continuation) continue;
        this.#store.read(stem, channel, this.#continuation, this.#hop, this.#scratch);
        for (let i = 0; i < this.#hop; i += 1) {
          const before = this.#scratch[i] as number;
          samples[i] = before + (this.#fade[i] as number) * ((samples[i] as number) - before);
        }
      }
    }
    this.#continuation = start + this.#hop;
    this.#used = 0;
  }

  #chooseStart(exact: number): number {
    if (Math.abs(this.#continuation - exact) <= this.#search) return this.#continuation;
    this.#readMix(this.#continuation, this.#reference);
    this.#readMix(exact - this.#search, this.#candidates);
    return exact - this.#search + this.#finder.find(this.#reference, this.#candidates);
  }

  #readMix(start: number, into: Float32Array): void {
    into.fill(0);
    for (let stem = 0; stem < this.#store.stemCount; stem += 1) {
      const weight = this.#weights[stem] as number;
      if (weight === 0) continue;
      for (let channel = 0; channel < 2; channel += 1) {
        this.#store.read(stem, channel, start, into.length, this.#scratch);
        for (let i = 0; i < into.length; i += 1) {
          (into[i] as number) += weight * (this.#scratch[i] as number);
        }
      }
    }
  }
}
