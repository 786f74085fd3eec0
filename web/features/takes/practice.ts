import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import type { Level } from '@my-pitch/shared/scoring/levels';
import { takeSecondsAt } from '@my-pitch/shared/scoring/time-alignment';

const practiceMeasures = 4;
/** A measure with more points needs no practice. */
const practisePoints = 90;

interface Span {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** A part of the take, with its points from 0 to 100. */
export interface Passage extends Span {
  readonly points: number;
}

/** The four measures with the fewest points, in the order of the song. */
export function measuresToPractise(
  comparison: Comparison,
  level: Level,
  durationSeconds: number,
): readonly (Passage & { readonly number: number })[] {
  return comparison.measures
    .filter(({ isCompared, overall }) => isCompared && overall[level] < practisePoints)
    .sort((a, b) => a.overall[level] - b.overall[level])
    .slice(0, practiceMeasures)
    .sort((a, b) => a.index - b.index)
    .map(({ number, overall, ...span }) => ({
      number,
      points: Math.round(overall[level]),
      ...spanInTake(comparison, span, durationSeconds),
    }));
}

/** The phrases that were compared, in the take's time. */
export function comparedPhrases(
  comparison: Comparison,
  level: Level,
  durationSeconds: number,
): readonly Passage[] {
  return comparison.phrases
    .filter(({ isCompared }) => isCompared)
    .map(({ overall, ...span }) => ({
      points: Math.round(overall[level]),
      ...spanInTake(comparison, span, durationSeconds),
    }));
}

function spanInTake(
  { alignment }: Comparison,
  { startSeconds, endSeconds }: Span,
  durationSeconds: number,
): Span {
  const clamped = (seconds: number) =>
    Math.min(durationSeconds, Math.max(0, takeSecondsAt(alignment.points, seconds)));
  return { startSeconds: clamped(startSeconds), endSeconds: clamped(endSeconds) };
}
