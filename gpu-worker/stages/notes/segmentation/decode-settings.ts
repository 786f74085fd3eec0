/**
 * Weights of the note decoder for frames of 11.6 ms, tuned on synthetic singing that the note network
 * was not trained on (training/notes/tune.ts).
 */
export interface DecodeSettings {
  /** Weight of a frame's log-odds of being inside a note; below 1 because neighbouring frames correlate. */
  readonly insideWeight: number;
  /** Added to the log-odds of being inside a note. */
  readonly insideBias: number;
  /** Added to the log-odds of an onset. */
  readonly onsetBias: number;
  readonly onsetWeight: number;
  readonly offsetWeight: number;
  readonly offsetBias: number;
  /** Cost per frame and semitone of distance from the note's pitch. */
  readonly pitchWeight: number;
  /** Distance in semitones from the note's pitch that costs nothing. */
  readonly freeReach: number;
  /** Maximum distance in semitones beyond `freeReach` that is charged: further frames are outliers. */
  readonly maxReach: number;
  /** Distance in semitones charged for a frame that the tracker puts an octave away. */
  readonly octaveSlip: number;
  /** Cost of an unvoiced frame inside a note. */
  readonly unvoicedCost: number;
  /** Minimum length of a note, two frames or more. */
  readonly minFrames: number;
}

export const decodeSettings: DecodeSettings = {
  insideWeight: 0.45,
  insideBias: 0,
  onsetWeight: 2,
  onsetBias: -3,
  offsetWeight: 1.2,
  offsetBias: 0,
  pitchWeight: 0.5,
  freeReach: 0.2,
  maxReach: 4,
  octaveSlip: 0.3,
  unvoicedCost: 0.2,
  minFrames: 5,
};

/** Resolution of the decoder's pitch. */
export const binsPerSemitone = 4;
