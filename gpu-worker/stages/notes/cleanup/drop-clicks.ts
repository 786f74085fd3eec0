import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Shorter sounds between pauses are clicks, knocks or speech, not notes. */
const maxClickSeconds = 0.08;
const minSilenceSeconds = 0.3;

type Timed = Pick<MeasuredNote, 'startSeconds' | 'endSeconds'>;

/**
 * Drops sounds that are too short to be sung and stand alone, one or a few in a row.
 *
 * @param notes in time order.
 */
export function dropClicks<Note extends Timed>(notes: readonly Note[]): Note[] {
  return phrases(notes)
    .filter((phrase) => !phrase.every(isShort))
    .flat();
}

function isShort({ startSeconds, endSeconds }: Timed): boolean {
  return endSeconds - startSeconds < maxClickSeconds;
}

/** Groups notes between pauses. */
function phrases<Note extends Timed>(notes: readonly Note[]): Note[][] {
  const found: Note[][] = [];
  let endSeconds = Number.NEGATIVE_INFINITY;
  for (const note of notes) {
    if (note.startSeconds - endSeconds >= minSilenceSeconds) found.push([]);
    found.at(-1)?.push(note);
    endSeconds = note.endSeconds;
  }
  return found;
}
