/** The rows of semitones, from the lowest to the highest that is shown. */
export interface PitchRows {
  readonly lowMidi: number;
  readonly highMidi: number;
  /** CSS pixels of a semitone. */
  readonly rowHeight: number;
  readonly height: number;
}

const minRows = 10;
const minRow = 8;
const maxRow = 26;

/**
 * Rows for a song's notes with one to spare on either side, as high as fits `wantedHeight`. What is
 * sung outside them, a slide or a shout, is cut off rather than make every row small.
 */
export function pitchRows(midis: readonly number[], wantedHeight: number): PitchRows {
  const lowest = midis.reduce((low, midi) => Math.min(low, midi), midis[0] ?? 62);
  const highest = midis.reduce((high, midi) => Math.max(high, midi), midis[0] ?? 68);
  const spare = Math.max(2, minRows - (highest - lowest + 1));
  const lowMidi = Math.max(0, lowest - Math.ceil(spare / 2));
  const highMidi = Math.min(127, highest + Math.floor(spare / 2));
  const rows = highMidi - lowMidi + 1;
  const rowHeight = Math.min(maxRow, Math.max(minRow, wantedHeight / rows));
  return { lowMidi, highMidi, rowHeight, height: rows * rowHeight };
}

/** The middle of a (fractional) pitch's row, from the top. */
export function yOf({ highMidi, rowHeight }: PitchRows, midi: number): number {
  return (highMidi + 0.5 - midi) * rowHeight;
}

/** The (fractional) pitch at a height; the inverse of {@link yOf}. */
export function midiAt({ highMidi, rowHeight }: PitchRows, y: number): number {
  return highMidi + 0.5 - y / rowHeight;
}
