/**
 * Weights of the note decoder, for frames of 11.6 ms, chosen on synthetic singing that the note
 * network was not trained on.
 */
export interface DecodeSettings {
  /** What a frame's log-odds of lying within a note count: frames repeat what their neighbours say. */
  readonly insideWeight: number;
  /** Added to the log-odds of lying within a note. */
  readonly insideBias: number;
  /** Added to the log-odds of an onset: how willingly notes begin. */
  readonly onsetBias: number;
  readonly onsetWeight: number;
  readonly offsetWeight: number;
  readonly offsetBias: number;
  /** Cost per semitone and frame of a pitch away from its note's. */
  readonly pitchWeight: number;
  /** Pitch may lie this many semitones from its note's at no cost. */
  readonly freeReach: number;
  /** Beyond this many semitones more a frame counts as an outlier and costs no more. */
  readonly maxReach: number;
  /** Extra cost in semitones of a frame heard an octave away from its note. */
  readonly octaveSlip: number;
  /** Cost of an unvoiced frame within a note. */
  readonly unvoicedCost: number;
  /** A note lasts at least this many frames. */
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

export const binsPerSemitone = 4;
