/** The clicks of a metronome, at places of the song in rising order. */
export interface Clicks {
  readonly positions: Float64Array;
  /** 1 where a measure begins. */
  readonly accents: Uint8Array;
}

export const noClicks: Clicks = { positions: new Float64Array(), accents: new Uint8Array() };

const plain = { hertz: 1200, loudness: 0.3 };
const accented = { hertz: 1800, loudness: 0.45 };
/** A click has fallen to a ten-thousandth after this long. */
const clickSeconds = 0.05;

/** Sounds clicks at the very sample at which the song reaches their place, at every speed. */
export class ClickTrack {
  private readonly sampleRateHz: number;
  private clicks: Clicks = noClicks;
  private sounding = plain;
  private age: number;
  private readonly length: number;

  constructor(sampleRateHz: number) {
    this.sampleRateHz = sampleRateHz;
    this.length = Math.round(clickSeconds * sampleRateHz);
    this.age = this.length;
  }

  setClicks(clicks: Clicks): void {
    this.clicks = clicks;
  }

  /**
   * Fills frames `from` … `from + count`, in which the song goes from `position` on.
   * @param isOn whether clicks that fall into them sound; those that sound already end in peace.
   */
  render(
    into: Float32Array,
    from: number,
    count: number,
    { position, speed, isOn }: { position: number; speed: number; isOn: boolean },
  ): void {
    const { positions, accents } = this.clicks;
    let next = isOn && speed > 0 ? firstAtOrAfter(positions, position) : positions.length;
    for (let i = 0; i < count; i += 1) {
      while (next < positions.length && (positions[next] as number) < position + (i + 1) * speed) {
        this.sounding = accents[next] ? accented : plain;
        this.age = 0;
        next += 1;
      }
      into[from + i] = this.age < this.length ? this.sample() : 0;
    }
  }

  private sample(): number {
    const { hertz, loudness } = this.sounding;
    const phase = (2 * Math.PI * hertz * this.age) / this.sampleRateHz;
    const decay = Math.exp((-9.2 * this.age) / this.length);
    this.age += 1;
    return loudness * decay * Math.sin(phase);
  }
}

/** The index of the first value that is not less than this one. */
export function firstAtOrAfter(rising: Float64Array, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
