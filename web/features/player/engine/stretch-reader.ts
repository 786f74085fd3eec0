import { SpliceFinder } from './find-splice.ts';
import type { PcmStore } from './pcm-store.ts';
import type { SoundReader, StereoBlock } from './sound-reader.ts';

/** Half a window, and how far from the exact place a splice may lie, in seconds. */
const hopSeconds = 0.02;
const searchSeconds = 0.008;

/**
 * The song faster or slower at its own pitch, by waveform-similarity overlap-add (Verhelst &
 * Roelands 1993). Every hop fades from the continuation of what was heard to the stretch near the
 * right place that resembles it most. The likeness is sought once, in the mix of all stems, and all
 * are spliced at the same places: they stay aligned to the sample. A continuation that is still
 * within the search range is kept, so that nothing is spliced without need.
 */
export class StretchReader implements SoundReader {
  private readonly store: PcmStore;
  private readonly weights: Float32Array;
  private readonly hop: number;
  private readonly search: number;
  private readonly fade: Float32Array;
  private readonly finder: SpliceFinder;
  private readonly reference: Float32Array;
  private readonly candidates: Float32Array;
  private readonly scratch: Float32Array;
  private readonly ready: readonly StereoBlock[];
  private used: number;
  /** Where the sound heard so far would go on, in frames of the song. */
  private continuation: number;

  /** @param weights how loud each stem is in the mix that splices are sought in; read, never kept. */
  constructor(store: PcmStore, weights: Float32Array, sampleRateHz: number, position: number) {
    this.store = store;
    this.weights = weights;
    this.hop = 4 * Math.round((hopSeconds * sampleRateHz) / 4);
    this.search = 4 * Math.round((searchSeconds * sampleRateHz) / 4);
    this.fade = Float32Array.from(
      { length: this.hop },
      (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / this.hop),
    );
    const range = this.hop + 2 * this.search;
    this.finder = new SpliceFinder(this.hop, 2 * this.search);
    this.reference = new Float32Array(this.hop);
    this.candidates = new Float32Array(range);
    this.scratch = new Float32Array(range);
    this.ready = Array.from({ length: store.stemCount }, () => [
      new Float32Array(this.hop),
      new Float32Array(this.hop),
    ]);
    this.used = this.hop;
    this.continuation = Math.round(position);
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
      if (this.used === this.hop) this.makeHop(position + done * speed, speed);
      const length = Math.min(count - done, this.hop - this.used);
      for (const [stem, block] of stems.entries()) {
        for (const [channel, samples] of block.entries()) {
          const made = this.ready[stem]?.[channel] as Float32Array;
          samples.set(made.subarray(this.used, this.used + length), from + done);
        }
      }
      this.used += length;
      done += length;
    }
  }

  finish(stems: readonly StereoBlock[], count: number): void {
    const left = Math.min(count, this.hop - this.used);
    for (const [stem, block] of stems.entries()) {
      for (const [channel, samples] of block.entries()) {
        const made = this.ready[stem]?.[channel] as Float32Array;
        samples.set(made.subarray(this.used, this.used + left));
        const rest = samples.subarray(left, count);
        this.store.read(stem, channel, this.continuation, count - left, rest);
      }
    }
    this.used += left;
    this.continuation += count - left;
  }

  /** Makes the hop that begins where the song stands at `position`. */
  private makeHop(position: number, speed: number): void {
    // At the hop's end only the new stretch is heard, which then is where the song is; half of what
    // the hop gains or loses less, because of the two beginnings of a sound the earlier one counts.
    const lag = (this.hop * (1 - speed)) / 2;
    const exact = Math.round(position + this.hop * speed - this.hop - lag);
    const start = this.chooseStart(exact);
    for (const [stem, block] of this.ready.entries()) {
      for (const [channel, samples] of block.entries()) {
        this.store.read(stem, channel, start, this.hop, samples);
        if (start === this.continuation) continue;
        this.store.read(stem, channel, this.continuation, this.hop, this.scratch);
        for (let i = 0; i < this.hop; i += 1) {
          const before = this.scratch[i] as number;
          samples[i] = before + (this.fade[i] as number) * ((samples[i] as number) - before);
        }
      }
    }
    this.continuation = start + this.hop;
    this.used = 0;
  }

  private chooseStart(exact: number): number {
    if (Math.abs(this.continuation - exact) <= this.search) return this.continuation;
    this.readMix(this.continuation, this.reference);
    this.readMix(exact - this.search, this.candidates);
    return exact - this.search + this.finder.find(this.reference, this.candidates);
  }

  private readMix(start: number, into: Float32Array): void {
    into.fill(0);
    for (let stem = 0; stem < this.store.stemCount; stem += 1) {
      const weight = this.weights[stem] as number;
      if (weight === 0) continue;
      for (let channel = 0; channel < 2; channel += 1) {
        this.store.read(stem, channel, start, into.length, this.scratch);
        for (let i = 0; i < into.length; i += 1) {
          (into[i] as number) += weight * (this.scratch[i] as number);
        }
      }
    }
  }
}
