/** One stem's left and right channel. */
export type StereoBlock = readonly [Float32Array, Float32Array];

/** Makes the sound of all stems from a place in the song onwards. */
export interface SoundReader {
  /**
   * Fills frames `from` … `from + count` of every stem's block.
   * @param position where the song stands at `from`, in its frames.
   * @param speed song frames per frame.
   */
  render(
    stems: readonly StereoBlock[],
    from: number,
    count: number,
    position: number,
    speed: number,
  ): void;

  /** Goes on for a moment as it stands, to be faded out: fills the first `count` frames. */
  finish(stems: readonly StereoBlock[], count: number): void;
}
