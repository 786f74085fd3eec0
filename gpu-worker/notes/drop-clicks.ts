import type { MeasuredNote } from './measure-note.ts';

/** Nobody sings a note so short with silence before and after it: it is a click, a knock or a drop. */
const longestClickSeconds = 0.08;
const leastSilenceSeconds = 0.3;

/**
 * Leaves out sounds that are too short to be sung and stand alone.
 *
 * @param notes in order of time.
 */
export function dropClicks<Note extends Pick<MeasuredNote, 'startSeconds' | 'endSeconds'>>(
  notes: readonly Note[],
): Note[] {
  return notes.filter(({ startSeconds, endSeconds }, i) => {
    const before = startSeconds - (notes[i - 1]?.endSeconds ?? Number.NEGATIVE_INFINITY);
    const after = (notes[i + 1]?.startSeconds ?? Number.POSITIVE_INFINITY) - endSeconds;
    const isAlone = Math.min(before, after) >= leastSilenceSeconds;
    return !isAlone || endSeconds - startSeconds >= longestClickSeconds;
  });
}
