/** Metronome clicks at song positions in frames, in ascending order. */
export interface Clicks {
  readonly positions: Float64Array;
  /** 1 for the first beat of a measure, else 0. */
  readonly accents: Uint8Array;
}

export const noClicks: Clicks = { positions: new Float64Array(), accents: new Uint8Array() };

const plain = { frequencyHz: 1200, gain: 0.3 };
const accented = { frequencyHz: 1800, gain: 0.45 };
/** A click has decayed by 80 dB after this time. */
const clickSeconds = 0.05;

/** Renders clicks on the exact sample at which the song reaches their positions, at every speed. */
export class ClickTrack {
  readonly #sampleRateHz: number;
  readonly #length: number;
  #clicks: Clicks = noClicks;
  #sound = plain;
  /** Frames since the last click began. */
  #age: number;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#length = Math.round(clickSeconds * sampleRateHz);
    this.#age = this.#length;
  }

  setClicks(clicks: Clicks): void {
    this.#clicks = clicks;
  }

  /**
   * Fills frames `from` … `from + count`. The song is at `position` in the first of them.
   * @param isOn whether new clicks begin; a click that has begun always decays to its end.
   */
  render(
    into: Float32Array,
    from: number,
    count: number,
    { position, speed, isOn }: { position: number; speed: number; isOn: boolean },
  ): void {
    const { positions, accents } = this.#clicks;
    let next = isOn && speed > 0 ? firstAtOrAfter(positions, position) : positions.length;
    for (let i = 0; i < count; i += 1) {
      while (next < positions.length && (positions[next] as number) < position + (i + 1) * speed) {
        this.#sound = accents[next] ? accented : plain;
        this.#age = 0;
        next += 1;
      }
      into[from + i] = this.#age < this.#length ? this.#sample() : 0;
    }
  }

  #sample(): number {
    const { frequencyHz, gain } = this.#sound;
    const phase = (2 * Math.PI * frequencyHz * this.#age) / this.#sampleRateHz;
    const decay = Math.exp((-9.2 * this.#age) / this.#length);
    this.#age += 1;
    return gain * decay * Math.sin(phase);
  }
}

/** The index of the first value that is at least `value` (binary search); the length if none is. */
export function firstAtOrAfter(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
