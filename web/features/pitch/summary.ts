import { inTuneCents } from '@my-pitch/shared/scoring/in-tune';
import { isMeasured, nearCents } from './judge.ts';
import type { NoteBar } from './note-bars.ts';

/** The intonation of a song, over all its notes, weighted by duration. */
export interface PitchSummary {
  readonly notes: number;
  /** Percentage of the sung time in notes within {@link inTuneCents}. */
  readonly inTunePercent: number;
  /** Percentage within {@link nearCents}. */
  readonly nearPercent: number;
  /** Weighted median deviation. */
  readonly medianCents: number;
  readonly tendency: 'centred' | 'sharp' | 'flat';
}

/** A smaller median may be chance. */
const tendencyCents = 5;

/** Summarises a song's intonation; `undefined` for a song without measured notes. */
export function summarisePitch(bars: readonly NoteBar[]): PitchSummary | undefined {
  const measured = bars.filter(({ sung }) => isMeasured(sung));
  const weighted = measured
    .map(({ sung }) => ({
      cents: sung.deviationCents,
      seconds: sung.endSeconds - sung.startSeconds,
    }))
    .sort((a, b) => a.cents - b.cents);
  const total = weighted.reduce((sum, { seconds }) => sum + seconds, 0);
  if (total <= 0) return undefined;
  const percentWithin = (limit: number) =>
    (100 / total) *
    weighted.reduce((sum, { cents, seconds }) => sum + (Math.abs(cents) <= limit ? seconds : 0), 0);
  const medianCents = weightedMedian(weighted, total);
  const tendency =
    Math.abs(medianCents) < tendencyCents ? 'centred' : medianCents > 0 ? 'sharp' : 'flat';
  return {
    notes: measured.length,
    inTunePercent: Math.round(percentWithin(inTuneCents)),
    nearPercent: Math.round(percentWithin(nearCents)),
    medianCents,
    tendency,
  };
}

function weightedMedian(
  ascending: readonly { readonly cents: number; readonly seconds: number }[],
  total: number,
): number {
  let passed = 0;
  for (const { cents, seconds } of ascending) {
    passed += seconds;
    if (passed >= total / 2) return cents;
  }
  return 0;
}

/** The frequency of a singer's A4, in Hz. */
export function tuningReferenceHz(tuningOffsetCents: number): number {
  return 440 * 2 ** (tuningOffsetCents / 1200);
}
