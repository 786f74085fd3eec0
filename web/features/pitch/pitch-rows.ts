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
/** At the top are the measure numbers, so many CSS pixels high. */
const numbersHeight = 16;

/**
 * Rows for a song's notes and one more on either side, or above as many as the measure numbers need, with heights that fit `wantedHeight`. Sounds
 * outside them, such as slides and shouts, are cut off, because more rows would be too small.
 */
export function pitchRows(midis: readonly number[], wantedHeight: number): PitchRows {
  const minMidi = midis.reduce((low, midi) => Math.min(low, midi), midis[0] ?? 62);
  const maxMidi = midis.reduce((high, midi) => Math.max(high, midi), midis[0] ?? 68);
  const spare = Math.max(2, minRows - (maxMidi - minMidi + 1));
  const lowMidi = Math.max(0, minMidi - Math.ceil(spare / 2));
  const above = Math.floor(spare / 2);
  const heightOf = (rows: number) =>
    Math.min(maxRowHeight, Math.max(minRowHeight, wantedHeight / rows));
  const free = above * heightOf(maxMidi + above - lowMidi + 1);
  const highMidi = Math.min(127, maxMidi + above + (free < numbersHeight ? 1 : 0));
  const rows = highMidi - lowMidi + 1;
  const rowHeight = heightOf(rows);
  return { lowMidi, highMidi, rowHeight, height: rows * rowHeight };
}

/** So many rows fewer are worth a change of scale. */
const worthRows = 4;

/**
 * The rows for a part of a song, in the same height: its own range, with higher rows than the whole song
 * has. They stay as they were while they contain every note, until fewer would do.
 * @param midis the notes of the part.
 * @param isStill whether the part no longer moves: only then rows are left out.
 */
export function rowsOfPart(
  before: PitchRows,
  midis: readonly number[],
  { whole, isStill }: { readonly whole: PitchRows; readonly isStill: boolean },
): PitchRows {
  const [low, high] = [Math.min(...midis), Math.max(...midis)];
  if (midis.length === 0) return before;
  const isContained = low >= before.lowMidi && high <= before.highMidi;
  const wanted = rowsAround(low, high, whole);
  const isSmaller = countOf(before) - countOf(wanted) >= worthRows;
  return isContained && !(isStill && isSmaller) ? before : wanted;
}

/** Rows that fill the height of a whole song, around a range with one more on either side. */
function rowsAround(low: number, high: number, whole: PitchRows): PitchRows {
  const isNarrow = whole.height / (high - low + 3) < numbersHeight;
  const top = high + (isNarrow ? 2 : 1);
  const count = Math.max(top - low + 2, Math.floor(whole.height / maxRowHeight));
  if (count >= countOf(whole)) return whole;
  const middle = Math.round((low + top) / 2);
  const lowest = Math.min(low - 1, middle - (count >> 1));
  const lowMidi = Math.max(whole.lowMidi, Math.min(lowest, whole.highMidi + 1 - count));
  const highMidi = lowMidi + count - 1;
  return { lowMidi, highMidi, rowHeight: whole.height / count, height: whole.height };
}

function countOf({ lowMidi, highMidi }: PitchRows): number {
  return highMidi - lowMidi + 1;
}

/** The vertical position of a (fractional) pitch, from the top. */
export function yOf({ highMidi, rowHeight }: PitchRows, midi: number): number {
  return (highMidi + 0.5 - midi) * rowHeight;
}

/** The (fractional) pitch at a vertical position; the inverse of {@link yOf}. */
export function midiAt({ highMidi, rowHeight }: PitchRows, y: number): number {
  return highMidi + 0.5 - y / rowHeight;
}
