/** One stem's left and right channel. */
export type StereoBlock = readonly [Float32Array, Float32Array];

/** Renders all stems from a position in the song onwards. */
export interface SoundReader {
  /**
   * Fills frames `from` … `from + count` of every stem's block.
   * @param position the song position at `from`, in frames of the song.
   * @param speed song frames per output frame.
   */
  render(
    stems: readonly StereoBlock[],
    from: number,
    count: number,
    position: number,
    speed: number,
  ): void;

  /** Continues the sound while it is faded out: fills the first `count` frames. */
  finish(stems: readonly StereoBlock[], count: number): void;
}
