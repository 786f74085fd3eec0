import type { Score } from '@my-pitch/shared/score';

/** How many of a score's notes were sung within 25 cents of what was meant; nothing for a score without notes. */
export function tuningSummary({ sungNotes }: Score) {
  if (sungNotes.length === 0) return undefined;
  const close = sungNotes.filter(({ deviationCents }) => Math.abs(deviationCents) <= 25).length;
  return { notes: sungNotes.length, percent: Math.round((100 * close) / sungNotes.length) };
}
