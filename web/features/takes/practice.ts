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
interface Passage extends Span {
  readonly points: number;
}

/** A measure of the original to practise. */
export interface PractiseMeasure extends Passage {
  /** As printed. */
  readonly number: number;
  /** The measure in the original's time. */
  readonly original: Span;
}

/** The four measures with the fewest points, in the order of the song. */
export function measuresToPractise(
  comparison: Comparison,
  level: Level,
  durationSeconds: number,
): readonly PractiseMeasure[] {
  return comparison.measures
    .filter(({ isCompared, overall }) => isCompared && overall[level] < practisePoints)
    .sort((a, b) => a.overall[level] - b.overall[level])
    .slice(0, practiceMeasures)
    .sort((a, b) => a.index - b.index)
    .map(({ number, overall, startSeconds, endSeconds }) => ({
      number,
      points: Math.round(overall[level]),
      original: { startSeconds, endSeconds },
      ...spanInTake(comparison, { startSeconds, endSeconds }, durationSeconds),
    }));
}

/** A phrase that was compared; `index` is that in `comparison.phrases`. */
export interface ComparedPhrase extends Passage {
  readonly index: number;
}

/** The phrases that were compared, in the take's time. */
export function comparedPhrases(
  comparison: Comparison,
  level: Level,
  durationSeconds: number,
): readonly ComparedPhrase[] {
  return comparison.phrases.flatMap(({ isCompared, overall, startSeconds, endSeconds }, index) =>
    isCompared
      ? [
          {
            index,
            points: Math.round(overall[level]),
            ...spanInTake(comparison, { startSeconds, endSeconds }, durationSeconds),
          },
        ]
      : [],
  );
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
