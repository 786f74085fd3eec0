/** How many semitones the song can be heard higher or lower than it was recorded. */
export const maxKeyShift = 6;

/** A key shift that is changed by some semitones, within its limits. */
export function changeKeyShift(semitones: number, by: number): number {
  return Math.min(maxKeyShift, Math.max(-maxKeyShift, semitones + by));
}

/** The ratio of the frequencies that are heard to the recorded ones. */
export function ratioOfKeyShift(semitones: number): number {
  return 2 ** (semitones / 12);
}
