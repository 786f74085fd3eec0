import { inTuneCents, nearCents } from './judge.ts';
import type { NoteBar } from './note-bars.ts';

/** How a song was sung, over all its notes, each counting for its length. */
export interface PitchSummary {
  readonly notes: number;
  /** Share of the sung time whose notes lie within {@link inTuneCents}, per cent. */
  readonly inTunePercent: number;
  /** Within {@link nearCents}, per cent. */
  readonly nearPercent: number;
  /** Half the sung time lies above it, half below, in cents. */
  readonly medianCents: number;
  readonly tendency: 'centred' | 'sharp' | 'flat';
}

/** A lean that repeats from note to note; less is chance. */
const leanCents = 5;

/** Nothing for a song without notes. */
export function summarisePitch(bars: readonly NoteBar[]): PitchSummary | undefined {
  const weighed = bars
    .map(({ sung }) => ({
      cents: sung.deviationCents,
      seconds: sung.endSeconds - sung.startSeconds,
    }))
    .sort((a, b) => a.cents - b.cents);
  const total = weighed.reduce((sum, { seconds }) => sum + seconds, 0);
  if (total <= 0) return undefined;
  const percentWithin = (limit: number) =>
    (100 / total) *
    weighed.reduce((sum, { cents, seconds }) => sum + (Math.abs(cents) <= limit ? seconds : 0), 0);
  const medianCents = weightedMedian(weighed, total);
  const tendency =
    Math.abs(medianCents) < leanCents ? 'centred' : medianCents > 0 ? 'sharp' : 'flat';
  return {
    notes: bars.length,
    inTunePercent: Math.round(percentWithin(inTuneCents)),
    nearPercent: Math.round(percentWithin(nearCents)),
    medianCents,
    tendency,
  };
}

function weightedMedian(
  inOrder: readonly { readonly cents: number; readonly seconds: number }[],
  total: number,
): number {
  let passed = 0;
  for (const { cents, seconds } of inOrder) {
    passed += seconds;
    if (passed >= total / 2) return cents;
  }
  return 0;
}

/** The frequency of a singer's A4, in Hz. */
export function tuningReferenceHz(tuningOffsetCents: number): number {
  return 440 * 2 ** (tuningOffsetCents / 1200);
}
