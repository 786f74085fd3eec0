/**
 * What the microphone heard during one pass, on the take's clock: slot `i` is `i * hopSeconds` after the
 * song began. Slots that nothing was heard in are unvoiced and silent.
 */
export class SungLog {
  readonly hopSeconds: number;
  #midi = new Float32Array(1024).fill(Number.NaN);
  #rms = new Float32Array(1024);
  #playbackRms = new Float32Array(1024);
  #length = 0;

  constructor(hopSeconds: number) {
    this.hopSeconds = hopSeconds;
  }

  /** Slots up to the last frame; views that are valid until the next frame is added. */
  get midi(): Float32Array {
    return this.#midi.subarray(0, this.#length);
  }

  /** Loudness in the microphone, 0 to 1. */
  get rms(): Float32Array {
    return this.#rms.subarray(0, this.#length);
  }

  /** Loudness of what was played at the same time, 0 to 1. */
  get playbackRms(): Float32Array {
    return this.#playbackRms.subarray(0, this.#length);
  }

  /** @param midi NaN for an unvoiced frame. Frames before the take's beginning are left out. */
  addFrame(takeSeconds: number, midi: number, rms: number): void {
    const slot = Math.round(takeSeconds / this.hopSeconds);
    if (slot < 0) return;
    this.#fit(slot);
    this.#length = Math.max(this.#length, slot + 1);
    this.#midi[slot] = midi;
    this.#rms[slot] = rms;
  }

  addPlayback(takeSeconds: number, rms: number): void {
    const slot = Math.round(takeSeconds / this.hopSeconds);
    if (slot < 0) return;
    this.#fit(slot);
    this.#playbackRms[slot] = rms;
  }

  #fit(slot: number): void {
    if (slot < this.#midi.length) return;
    const length = 2 * Math.max(slot, this.#midi.length);
    const grown = (values: Float32Array, empty: number) => {
      const larger = new Float32Array(length).fill(empty);
      larger.set(values);
      return larger;
    };
    this.#midi = grown(this.#midi, Number.NaN);
    this.#rms = grown(this.#rms, 0);
    this.#playbackRms = grown(this.#playbackRms, 0);
  }
}
