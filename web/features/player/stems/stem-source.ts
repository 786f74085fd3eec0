/** A stem whose sound is decoded piece by piece; see `pieceFrames`. */
export interface StemSource {
  readonly frames: number;
  /**
   * Decodes one piece: one or two channels, shorter than a whole piece only at the stem's end.
   * @throws {DOMException} when the sound cannot be decoded.
   */
  decode(piece: number): Promise<readonly Float32Array[]>;
}
