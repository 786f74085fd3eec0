import type { Score } from '@my-pitch/shared/score';

/** The share of notes sung within 25 cents of the written pitch; `undefined` for a score without notes. */
export function tuningSummary({ sungNotes }: Score) {
  if (sungNotes.length === 0) return undefined;
  const close = sungNotes.filter(({ deviationCents }) => Math.abs(deviationCents) <= 25).length;
  return { notes: sungNotes.length, percent: Math.round((100 * close) / sungNotes.length) };
}
