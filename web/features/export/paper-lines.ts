import type { Score } from '@my-pitch/shared/score';
import { layOutRows } from '../score/engraving/lay-out-rows.ts';
import { paperRow } from './paper.ts';

/** The lines of a score as they stand on paper: the first and the last measure's index of each. */
export function paperLines(score: Score): readonly { first: number; last: number }[] {
  return layOutRows(score, { ...paperRow, withNoteNames: false }).map(
    ({ firstMeasure, measureCount }) => ({
      first: firstMeasure,
      last: firstMeasure + measureCount - 1,
    }),
  );
}
