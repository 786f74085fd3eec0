import type { MeasuredNote } from './measure-note.ts';

/** Songs swell and fade, but by less than this from one note to the three beside it. */
const quieterDb = 15;
const compared = 3;

/**
 * Leaves out a sound before a song and one after it: a tone given for the pitch, a mutter, a chair.
 * Such a sound is much quieter than all of the three notes that are next to it.
 *
 * @param notes in order of time.
 */
export function dropAsides<Note extends Pick<MeasuredNote, 'loudnessDb'>>(
  notes: readonly Note[],
): Note[] {
  const [first, ...afterFirst] = notes;
  const [last, ...beforeLast] = notes.toReversed();
  return notes.slice(
    isAside(first, afterFirst) ? 1 : 0,
    isAside(last, beforeLast) ? -1 : notes.length,
  );
}

function isAside(
  note: Pick<MeasuredNote, 'loudnessDb'> | undefined,
  others: readonly Pick<MeasuredNote, 'loudnessDb'>[],
): boolean {
  const beside = others.slice(0, compared);
  if (note === undefined || beside.length < compared) return false;
  return beside.every(({ loudnessDb }) => loudnessDb >= note.loudnessDb + quieterDb);
}
