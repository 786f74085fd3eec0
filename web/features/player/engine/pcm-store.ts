/** Frames in a piece of a stem: about three seconds, decoded, kept and dropped together. */
export const pieceFrames = 131_072;

/**
 * The decoded sound of several stems, in pieces that come and go. What is not there is silence, so
 * that reading never waits.
 */
export class PcmStore {
  private readonly stems: Map<number, readonly Float32Array[]>[];

  constructor(stemCount: number) {
    this.stems = Array.from({ length: stemCount }, () => new Map());
  }

  get stemCount(): number {
    return this.stems.length;
  }

  /** @param channels one or two channels of at most {@link pieceFrames} frames. */
  put(stem: number, piece: number, channels: readonly Float32Array[]): void {
    this.stems[stem]?.set(piece, channels);
  }

  drop(stem: number, piece: number): void {
    this.stems[stem]?.delete(piece);
  }

  /** Copies frames `start` … `start + count` of one channel; a mono stem is the same on both. */
  read(stem: number, channel: number, start: number, count: number, into: Float32Array): void {
    let done = 0;
    while (done < count) {
      const frame = start + done;
      const piece = Math.floor(frame / pieceFrames);
      const within = frame - piece * pieceFrames;
      const length = Math.min(count - done, pieceFrames - within);
      const channels = this.stems[stem]?.get(piece);
      const samples = channels?.[channel] ?? channels?.[0];
      const there = Math.max(0, Math.min(length, (samples?.length ?? 0) - within));
      if (samples && there > 0) into.set(samples.subarray(within, within + there), done);
      into.fill(0, done + there, done + length);
      done += length;
    }
  }
}
