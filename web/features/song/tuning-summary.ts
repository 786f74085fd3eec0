import type { Score } from '@my-pitch/shared/score';
import { inTuneCents } from '@my-pitch/shared/scoring/in-tune';
import { isMeasured } from '../pitch/judge.ts';

/** The share of notes sung in tune, by {@link inTuneCents}; `undefined` without measured notes. */
export function tuningSummary({ sungNotes }: Score) {
  const measured = sungNotes.filter(isMeasured);
  if (measured.length === 0) return undefined;
  const close = measured.filter(
    ({ deviationCents }) => Math.abs(deviationCents) <= inTuneCents,
  ).length;
  return { notes: measured.length, percent: Math.round((100 * close) / measured.length) };
}
