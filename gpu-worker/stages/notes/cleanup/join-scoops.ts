import type { MeasuredNote } from '../measurement/measure-note.ts';

/** A scoop is short, … */
const maxSeconds = 0.2;
/** … shorter than the note after it, unlike the notes of a run, … */
const minRatio = 1.2;
/** … runs into it without a gap … */
const maxGapSeconds = 0.03;
/** … and lies about one or two semitones below it. */
const minRiseSemitones = 0.5;
const maxRiseSemitones = 2.5;

type Joined = Pick<MeasuredNote, 'startSeconds' | 'endSeconds' | 'centreMidi'>;

/**
 * Joins a scoop with the note that it leads to, which then begins with the scoop. In 17 karaoke songs
 * the transcribers wrote four of five such pairs as one note; of falling pairs, one of four.
 *
 * @param notes in time order.
 */
export function joinScoops<Note extends Joined>(notes: readonly Note[]): Note[] {
  const joined: Note[] = [];
  for (const note of notes) {
    const before = joined.at(-1);
    if (before && leadsUpTo(before, note)) {
      joined[joined.length - 1] = { ...note, startSeconds: before.startSeconds };
    } else {
      joined.push(note);
    }
  }
  return joined;
}

function leadsUpTo(note: Joined, next: Joined): boolean {
  const seconds = note.endSeconds - note.startSeconds;
  const rise = next.centreMidi - note.centreMidi;
  return (
    seconds < maxSeconds &&
    next.endSeconds - next.startSeconds >= minRatio * seconds &&
    next.startSeconds - note.endSeconds < maxGapSeconds &&
    rise > minRiseSemitones &&
    rise < maxRiseSemitones
  );
}
