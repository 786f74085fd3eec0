import type { NoteEvent } from './note-event.ts';

/** A phrase ends with an interval of this many median intervals, or before a breath of this length. */
const minEndIntervals = 1.75;
const minBreathSeconds = 0.3;
const minPhraseNotes = 3;

/**
 * Finds where phrases begin, from the sung times alone.
 * @returns for the first note of each phrase except the first, the first note of the phrase before.
 */
export function findPhrases(notes: readonly NoteEvent[]): ReadonlyMap<number, number> {
  const intervals = notes
    .slice(1)
    .map(({ startSeconds }, i) => startSeconds - (notes[i] as NoteEvent).startSeconds);
  const median = intervals.toSorted((a, b) => a - b)[intervals.length >> 1] ?? 0;
  const starts = new Map<number, number>();
  let first = 0;
  notes.forEach((note, i) => {
    const previous = notes[i - 1];
    if (!previous || i - first < minPhraseNotes) return;
    const isLong = note.startSeconds - previous.startSeconds >= minEndIntervals * median;
    if (!isLong && note.startSeconds - previous.endSeconds < minBreathSeconds) return;
    starts.set(i, first);
    first = i;
  });
  return starts;
}
