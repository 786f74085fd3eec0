import type { Score } from '../score.ts';
import { secondsAtTick } from '../time-map.ts';
import type { Comparison } from './comparison.ts';
import { forEachLevel } from './levels.ts';

/** The points of each measure of the original that has notes: their mean by written length. */
export function scoreMeasures(
  { measures, timeMap }: Pick<Score, 'measures' | 'timeMap'>,
  { notes, likeness }: Pick<Comparison, 'notes' | 'likeness'>,
): Comparison['measures'] {
  return measures.flatMap(({ number, startTick, lengthTicks, elements }, index) => {
    const parts = elements.flatMap((element) => {
      const note = element.kind === 'note' ? notes[element.sungNote] : undefined;
      return note ? [{ note, ticks: element.durationTicks }] : [];
    });
    if (parts.length === 0) return [];
    const total = parts.reduce((sum, { ticks }) => sum + ticks, 0);
    const overall = forEachLevel((level) => {
      const points = parts.reduce((sum, { note, ticks }) => sum + note.points[level] * ticks, 0);
      return (100 * likeness * points) / total;
    });
    const measure = {
      ...{ index, number, overall },
      startSeconds: secondsAtTick(timeMap, startTick),
      endSeconds: secondsAtTick(timeMap, startTick + lengthTicks),
      isCompared: parts.every(({ note }) => note.status !== 'not-compared'),
    };
    return [measure];
  });
}
