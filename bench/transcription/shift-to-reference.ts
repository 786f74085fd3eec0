import type { MeasuredNote } from '../metrics/note-metrics.ts';

/** Onsets further apart are not of the same note. */
const nearSeconds = 0.12;

/**
 * Shifts all notes of an estimate by one constant time, the median difference of onsets near each
 * other, for references that are early or late throughout.
 */
export function shiftToReference(
  reference: readonly MeasuredNote[],
  estimate: readonly MeasuredNote[],
): MeasuredNote[] {
  const differences = reference
    .flatMap(({ startSeconds }) => estimate.map((note) => startSeconds - note.startSeconds))
    .filter((seconds) => Math.abs(seconds) < nearSeconds)
    .sort((a, b) => a - b);
  const shift = differences[Math.floor(differences.length / 2)] ?? 0;
  return estimate.map((note) => ({
    ...note,
    startSeconds: note.startSeconds + shift,
    endSeconds: note.endSeconds + shift,
  }));
}
