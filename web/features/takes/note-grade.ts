import type { ComparedNote } from '@my-pitch/shared/scoring/comparison';
import {
  creditOf,
  criterionShares,
  type Level,
  lengthCreditOf,
  tolerances,
} from '@my-pitch/shared/scoring/levels';

/** What a singer is told of a note. `length`: held too long or not long enough. */
export const noteGrades = [
  ...(['right', 'sharp', 'flat', 'late', 'early', 'length'] as const),
  ...(['wrong', 'missed', 'not-compared'] as const),
] as const;
export type NoteGrade = (typeof noteGrades)[number];

/** A note with this many points or more, of 1, is right. */
const rightPoints = 0.8;

/** What cost a note the most points at a level. */
export function gradeOf({ status, take, points }: ComparedNote, level: Level): NoteGrade {
  if (status !== 'sung') return status;
  if (!take || points[level] >= rightPoints) return 'right';
  const { pitchErrorCents, onsetErrorMilliseconds, lengthOverlap } = take;
  const { pitchCents, onsetMilliseconds } = tolerances[level];
  const lost = {
    pitch: criterionShares.pitch * (1 - creditOf(pitchErrorCents, pitchCents)),
    onset: criterionShares.onset * (1 - creditOf(onsetErrorMilliseconds, onsetMilliseconds)),
    length: criterionShares.length * (1 - lengthCreditOf(lengthOverlap)),
  };
  if (lost.pitch >= lost.onset && lost.pitch >= lost.length) {
    return pitchErrorCents > 0 ? 'sharp' : 'flat';
  }
  if (lost.onset >= lost.length) return onsetErrorMilliseconds > 0 ? 'late' : 'early';
  return 'length';
}

/** The grades of a song's notes, by their index in the original's `Score.sungNotes`. */
export function gradesOf(
  notes: readonly ComparedNote[],
  level: Level,
): ReadonlyMap<number, NoteGrade> {
  return new Map(notes.map((note) => [note.sungNote, gradeOf(note, level)]));
}
