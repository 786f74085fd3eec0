/** Taps for each step of decimation: the stop band is 60 dB down. */
const tapsPerFactor = 16;

/** Reduces the sample rate by a whole factor, with a windowed-sinc low pass. Keeps its state between blocks. */
export class Decimator {
  /** Half of the filter's length, in seconds of input per sample rate: the delay of its output. */
  readonly delayFrames: number;
  readonly #factor: number;
  readonly #taps: Float32Array;
  readonly #history: Float32Array;
  #at = 0;
  #untilNext = 0;

  constructor(factor: number) {
    this.#factor = factor;
    this.#taps = factor === 1 ? Float32Array.of(1) : lowPass(factor);
    this.delayFrames = (this.#taps.length - 1) / 2;
    this.#history = new Float32Array(this.#taps.length);
  }

  /**
   * @param input samples [frames].
   * @param emit receives each sample of the lower rate, and the index of the input sample that completed it.
   */
  push(input: Float32Array, emit: (sample: number, index: number) => void): void {
    const [history, taps] = [this.#history, this.#taps];
    for (let i = 0; i < input.length; i++) {
      history[this.#at] = input[i] as number;
      this.#at = (this.#at + 1) % history.length;
      if (this.#untilNext > 0) {
        this.#untilNext--;
        continue;
      }
      this.#untilNext = this.#factor - 1;
      let sum = 0;
      for (let tap = 0, from = this.#at; tap < taps.length; tap++) {
        sum += (taps[tap] as number) * (history[from] as number);
        from = from + 1 === history.length ? 0 : from + 1;
      }
      emit(sum, i);
    }
  }
}

/** A Hann-windowed sinc whose cut-off lies at 80 % of the lower rate's Nyquist frequency. */
function lowPass(factor: number): Float32Array {
  const length = tapsPerFactor * factor + 1;
  const cutOff = 0.8 / factor;
  const middle = (length - 1) / 2;
  const taps = Float32Array.from({ length }, (_, i) => {
    const x = Math.PI * cutOff * (i - middle);
    const window = 0.5 + 0.5 * Math.cos((Math.PI * (i - middle)) / (middle + 1));
    return window * (x === 0 ? 1 : Math.sin(x) / x);
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}
