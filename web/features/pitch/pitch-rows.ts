/** The rows of the plot, one per semitone. */
export interface PitchRows {
  readonly lowMidi: number;
  readonly highMidi: number;
  /** CSS pixels per semitone. */
  readonly rowHeight: number;
  readonly height: number;
}

const minRows = 10;
const minRowHeight = 8;
const maxRowHeight = 26;

/**
 * Rows for a song's notes and one more on either side, with heights that fit `wantedHeight`. Sounds
 * outside them, such as slides and shouts, are cut off, because more rows would be too small.
 */
export function pitchRows(midis: readonly number[], wantedHeight: number): PitchRows {
  const minMidi = midis.reduce((low, midi) => Math.min(low, midi), midis[0] ?? 62);
  const maxMidi = midis.reduce((high, midi) => Math.max(high, midi), midis[0] ?? 68);
  const spare = Math.max(2, minRows - (maxMidi - minMidi + 1));
  const lowMidi = Math.max(0, minMidi - Math.ceil(spare / 2));
  const highMidi = Math.min(127, maxMidi + Math.floor(spare / 2));
  const rows = highMidi - lowMidi + 1;
  const rowHeight = Math.min(maxRowHeight, Math.max(minRowHeight, wantedHeight / rows));
  return { lowMidi, highMidi, rowHeight, height: rows * rowHeight };
}

/** The vertical position of a (fractional) pitch, from the top. */
export function yOf({ highMidi, rowHeight }: PitchRows, midi: number): number {
  return (highMidi + 0.5 - midi) * rowHeight;
}

/** The (fractional) pitch at a vertical position; the inverse of {@link yOf}. */
export function midiAt({ highMidi, rowHeight }: PitchRows, y: number): number {
  return highMidi + 0.5 - y / rowHeight;
}
