import type { Score } from '@my-pitch/shared/score';
import { inTuneCents } from '@my-pitch/shared/scoring/in-tune';

/** The share of notes sung in tune, by {@link inTuneCents}; `undefined` for a score without notes. */
export function tuningSummary({ sungNotes }: Score) {
  if (sungNotes.length === 0) return undefined;
  const close = sungNotes.filter(
    ({ deviationCents }) => Math.abs(deviationCents) <= inTuneCents,
  ).length;
  return { notes: sungNotes.length, percent: Math.round((100 * close) / sungNotes.length) };
}
