import type { NoteEvent } from './note-event.ts';

/** A note so much longer than most ends a phrase, and so does a breath of so many seconds. */
const endingShare = 1.75;
const endingSeconds = 0.3;
const minPhraseNotes = 3;

/**
 * Where phrases begin by what is heard, whatever is written: for each note that begins another
 * phrase, the first note of the one before.
 */
export function findPhrases(notes: readonly NoteEvent[]): ReadonlyMap<number, number> {
  const lengths = notes
    .slice(1)
    .map(({ startSeconds }, i) => startSeconds - (notes[i] as NoteEvent).startSeconds);
  const usual = lengths.toSorted((a, b) => a - b)[lengths.length >> 1] ?? 0;
  const starts = new Map<number, number>();
  let first = 0;
  notes.forEach((note, i) => {
    const previous = notes[i - 1];
    if (!previous || i - first < minPhraseNotes) return;
    const isLong = note.startSeconds - previous.startSeconds >= endingShare * usual;
    if (!isLong && note.startSeconds - previous.endSeconds < endingSeconds) return;
    starts.set(i, first);
    first = i;
  });
  return starts;
}
