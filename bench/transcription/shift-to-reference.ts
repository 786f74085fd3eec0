import type { MeasuredNote } from '../metrics/note-metrics.ts';

/** Notes further apart than this are not the same. */
const nearSeconds = 0.12;

/**
 * An estimate moved by one constant time, the middle one of all that notes begin before or after a
 * reference note near them: for notes that somebody wrote down a little early or late throughout.
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
