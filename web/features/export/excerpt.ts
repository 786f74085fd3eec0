import type { Score } from '@my-pitch/shared/score';
import { type BarRange, isInBars } from '../../lib/bar-range.ts';

/**
 * The measures with these numbers, as a score to draw, with the tempo that holds at its start.
 * Ticks, notes and times stay those of the whole score; the whole score if no measure has such a number.
 */
export function excerptOf(score: Score, range: BarRange): Score {
  const measures = score.measures.filter(({ number }) => isInBars(range, number));
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
