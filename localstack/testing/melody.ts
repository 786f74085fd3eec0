/** One note of a tune: a MIDI number and its length in beats. */
export interface TuneNote {
  readonly midi: number;
  readonly beats: number;
}

export const beatSeconds = 0.5;

/** The opening of Beethoven's "Ode to Joy", in D, at 120 beats per minute: 16 beats, 8 seconds. */
export const tune: readonly TuneNote[] = [
  { midi: 66, beats: 1 },
  { midi: 66, beats: 1 },
  { midi: 67, beats: 1 },
  { midi: 69, beats: 1 },
  { midi: 69, beats: 1 },
  { midi: 67, beats: 1 },
  { midi: 66, beats: 1 },
  { midi: 64, beats: 1 },
  { midi: 62, beats: 1 },
  { midi: 62, beats: 1 },
  { midi: 64, beats: 1 },
  { midi: 66, beats: 1 },
  { midi: 66, beats: 1.5 },
  { midi: 64, beats: 0.5 },
  { midi: 64, beats: 2 },
];

/** The root of each measure's chord, MIDI. */
export const roots: readonly number[] = [50, 50, 50, 45];
