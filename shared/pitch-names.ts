import type { Pitch } from './score.ts';

const semitonesAboveC = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 } as const;

/** The MIDI number of a written pitch: C4 is 60. */
export function midiOf({ step, alter, octave }: Pitch): number {
  return 12 * (octave + 1) + semitonesAboveC[step] + alter;
}
