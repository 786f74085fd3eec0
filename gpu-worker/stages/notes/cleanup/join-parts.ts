import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Measures the note of another span; undefined if it has no pitch. */
export type MeasureSpan = (span: MeasuredNote['span']) => MeasuredNote | undefined;

/**
 * Joins each note to the one before it where both are one, from the start of the first to the end of the second.
 *
 * @param notes in time order.
 * @param areOne for the note before, which may be joined already, the note, and its index.
 */
export function joinParts(
  notes: readonly MeasuredNote[],
  areOne: (last: MeasuredNote, note: MeasuredNote, index: number) => boolean,
  measure: MeasureSpan,
): MeasuredNote[] {
  const joined: MeasuredNote[] = [];
  for (const [i, note] of notes.entries()) {
    const last = joined.at(-1);
    const whole =
      last &&
      areOne(last, note, i) &&
      measure({ startFrame: last.span.startFrame, endFrame: note.span.endFrame });
    if (whole) joined[joined.length - 1] = whole;
    else joined.push(note);
  }
  return joined;
}
