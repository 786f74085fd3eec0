/** Frames per piece of a stem: about three seconds, decoded, cached and dropped as a unit. */
export const pieceFrames = 131_072;

/** The decoded pieces of several stems. Missing pieces read as silence, so that reading never waits. */
export class PcmStore {
  readonly #stems: Map<number, readonly Float32Array[]>[];

  constructor(stemCount: number) {
    this.#stems = Array.from({ length: stemCount }, () => new Map());
  }

  get stemCount(): number {
    return this.#stems.length;
  }

  /** @param channels one or two channels of at most {@link pieceFrames} frames. */
  put(stem: number, piece: number, channels: readonly Float32Array[]): void {
    this.#stems[stem]?.set(piece, channels);
  }

  drop(stem: number, piece: number): void {
    this.#stems[stem]?.delete(piece);
  }

  /** Copies frames `start` … `start + count` of one channel. A mono stem has two equal channels. */
  read(stem: number, channel: number, start: number, count: number, into: Float32Array): void {
    let done = 0;
    while (done < count) {
      const frame = start + done;
      const piece = Math.floor(frame / pieceFrames);
      const within = frame - piece * pieceFrames;
      const length = Math.min(count - done, pieceFrames - within);
      const channels = this.#stems[stem]?.get(piece);
      const samples = channels?.[channel] ?? channels?.[0];
      const available = Math.max(0, Math.min(length, (samples?.length ?? 0) - within));
      if (samples && available > 0) into.set(samples.subarray(within, within + available), done);
      into.fill(0, done + available, done + length);
      done += length;
    }
  }
}
