/** The sound of a take, mono, at the microphone's own rate. */
export class SoundLog {
  readonly #blocks: Int16Array<ArrayBuffer>[] = [];
  #samples = 0;

  get samples(): number {
    return this.#samples;
  }

  /** @param samples −1 to 1. */
  add(samples: Float32Array): void {
    this.#blocks.push(
      Int16Array.from(samples, (sample) => 32767 * Math.max(-1, Math.min(1, sample))),
    );
    this.#samples += samples.length;
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
