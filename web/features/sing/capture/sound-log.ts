/** The sound of a take, mono, at the microphone's own rate. */
export class SoundLog {
  readonly #blocks: Int16Array<ArrayBuffer>[] = [];
  #samples = 0;

  /** @param samples the sound so far; see {@link since}. */
  static of(samples: readonly Int16Array<ArrayBuffer>[]): SoundLog {
    const log = new SoundLog();
    for (const block of samples) log.#append(block);
    return log;
  }

  get samples(): number {
    return this.#samples;
  }

  /** @param samples −1 to 1. */
  add(samples: Float32Array): void {
    this.#append(Int16Array.from(samples, (sample) => 32767 * Math.max(-1, Math.min(1, sample))));
  }

  /** The sound from a sample on, which must be the first of a block. */
  since(sample: number): Int16Array<ArrayBuffer> {
    const sound = new Int16Array(Math.max(0, this.#samples - sample));
    let end = this.#samples;
    for (let i = this.#blocks.length - 1; i >= 0 && end > sample; i--) {
      const block = this.#blocks[i] as Int16Array<ArrayBuffer>;
      end -= block.length;
      sound.set(block, end - sample);
    }
    return sound;
  }

  #append(block: Int16Array<ArrayBuffer>): void {
    this.#blocks.push(block);
    this.#samples += block.length;
  }

  /**
   * A WAV file (RIFF, PCM, 16 bits).
   * @param from the first sample of the file; before the sound there is silence.
   */
  wav(sampleRateHz: number, from = 0): Blob {
    const header = new DataView(new ArrayBuffer(44));
    const bytes = 2 * Math.max(0, this.#samples - from);
    const text = (at: number, letters: string) => {
      for (let i = 0; i < letters.length; i++) header.setUint8(at + i, letters.charCodeAt(i));
    };
    text(0, 'RIFF');
    header.setUint32(4, 36 + bytes, true);
    text(8, 'WAVEfmt ');
    header.setUint32(16, 16, true);
    header.setUint16(20, 1, true);
    header.setUint16(22, 1, true);
    header.setUint32(24, sampleRateHz, true);
    header.setUint32(28, 2 * sampleRateHz, true);
    header.setUint16(32, 2, true);
    header.setUint16(34, 16, true);
    text(36, 'data');
    header.setUint32(40, bytes, true);
    const sound = new Blob([new Int16Array(Math.max(0, -from)), ...this.#blocks]);
    return new Blob([header, sound.slice(2 * Math.max(0, from))], { type: 'audio/wav' });
  }
}
