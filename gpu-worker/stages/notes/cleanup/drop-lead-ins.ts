import type { MeasuredNote } from '../measurement/measure-note.ts';

/** A lead-in is short and has a low confidence, … */
const maxSeconds = 0.25;
const maxConfidence = 0.88;
/** … and runs without a gap into a much longer note on nearly the same pitch. */
const minRatio = 2.5;
const maxGapSeconds = 0.03;
const nearSemitones = 1.3;

type Joined = Pick<MeasuredNote, 'startSeconds' | 'endSeconds' | 'centreMidi' | 'confidence'>;

/**
 * Drops short notes that only lead into a longer one: a long m before a vowel, a hum before a word,
 * a scoop.
 *
 * @param notes in time order.
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
    note.confidence < Math.min(maxConfidence, next.confidence) &&
    next.startSeconds - note.endSeconds < maxGapSeconds &&
    Math.abs(next.centreMidi - note.centreMidi) < nearSemitones &&
    next.endSeconds - next.startSeconds >= minRatio * seconds
  );
}
