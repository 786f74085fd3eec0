import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Nobody sings notes so short with silence before and after them: they are clicks, knocks or talk. */
const maxClickSeconds = 0.08;
const minSilenceSeconds = 0.3;

type Timed = Pick<MeasuredNote, 'startSeconds' | 'endSeconds'>;

/**
 * Leaves out sounds that are too short to be sung and stand alone, one or a few together.
 *
 * @param notes in order of time.
 */
export function dropClicks<Note extends Timed>(notes: readonly Note[]): Note[] {
  return phrases(notes)
    .filter((phrase) => !phrase.every(isShort))
    .flat();
}

function isShort({ startSeconds, endSeconds }: Timed): boolean {
  return endSeconds - startSeconds < maxClickSeconds;
}

/** The notes between one silence and the next. */
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
