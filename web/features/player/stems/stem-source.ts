/** A stem that is decoded in pieces of `pieceFrames` frames. */
export interface StemSource {
  readonly frames: number;
  /**
   * Decodes one piece: one or two channels, shorter than a whole piece only at the stem's end.
   * @throws {DOMException} when the sound cannot be decoded.
   */
  decode(piece: number): Promise<readonly Float32Array[]>;
}
