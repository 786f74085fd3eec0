import type { MeasuredNote } from '../measurement/measure-note.ts';

/** A lead-in is shorter, and less surely a note, … */
const maxSeconds = 0.25;
const surestConfidence = 0.88;
/** … and runs without a gap into a note that is much longer, on nearly the same pitch. */
const minRatio = 2.5;
const maxGapSeconds = 0.03;
const nearSemitones = 1.3;

type Joined = Pick<MeasuredNote, 'startSeconds' | 'endSeconds' | 'centreMidi' | 'confidence'>;

/**
 * Leaves out what is heard as a short note but only leads into a longer one: the m of a broad
 * "mi", a hum before the word, a scoop.
 *
 * @param notes in order of time.
 */
export function dropLeadIns<Note extends Joined>(notes: readonly Note[]): Note[] {
  return notes.filter((note, i) => {
    const next = notes[i + 1];
    return next === undefined || !leadsInto(note, next);
  });
}

function leadsInto(note: Joined, next: Joined): boolean {
  const seconds = note.endSeconds - note.startSeconds;
  return (
    seconds < maxSeconds &&
    note.confidence < Math.min(surestConfidence, next.confidence) &&
    next.startSeconds - note.endSeconds < maxGapSeconds &&
    Math.abs(next.centreMidi - note.centreMidi) < nearSemitones &&
    next.endSeconds - next.startSeconds >= minRatio * seconds
  );
}
