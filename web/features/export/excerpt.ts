import type { Score } from '@my-pitch/shared/score';
import type { BarRange } from '../../components/bar-range.tsx';

/** The printed numbers of a score's first and last measure. */
export function barsOf({ measures }: Pick<Score, 'measures'>): BarRange {
  return { from: measures[0]?.number ?? 0, to: measures.at(-1)?.number ?? 0 };
}

/**
 * The measures with these printed numbers, as a score to draw, with the tempo that holds at its start.
 * Ticks, notes and times stay those of the whole score; the whole score if no measure has such a number.
 */
export function excerptOf(score: Score, { from, to }: BarRange): Score {
  const measures = score.measures.filter(({ number }) => number >= from && number <= to);
  const [first, last] = [measures[0], measures.at(-1)];
  if (!first || !last || measures.length === score.measures.length) return score;
  const end = last.startTick + last.lengthTicks;
  const current = score.tempos.findLast(({ tick }) => tick <= first.startTick);
  const changes = score.tempos.filter(({ tick }) => tick > first.startTick && tick < end);
  return {
    ...score,
    measures,
    tempos: [...(current ? [{ ...current, tick: first.startTick }] : []), ...changes],
  };
}
