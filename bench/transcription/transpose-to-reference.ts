import { type MeasuredNote, matchNotes } from '../metrics/note-metrics.ts';

/**
 * Transposes all notes of an estimate by one constant interval, the median difference of pitch between
 * notes that begin together, for singers who sing the score in another key or tuning.
 */
export function transposeToReference(
  reference: readonly MeasuredNote[],
  estimate: readonly MeasuredNote[],
): MeasuredNote[] {
  const pairs = matchNotes(
    reference,
    estimate,
    (a, b) => Math.abs(a.startSeconds - b.startSeconds) <= 0.05,
  );
  const intervals = [...pairs]
    .map(([r, e]) => (reference[r]?.midi ?? 0) - (estimate[e]?.midi ?? 0))
    .sort((a, b) => a - b);
  const interval = intervals[Math.floor(intervals.length / 2)] ?? 0;
  return estimate.map((note) => ({ ...note, midi: note.midi + interval }));
}
