import type { Score } from '@my-pitch/shared/score';
import { secondsAtTick } from '@my-pitch/shared/time-map';

/**
 * Where a sung note's written length ends in the recording, in seconds; `undefined` for a note that the
 * score does not have.
 */
export function writtenEndSeconds(
  { measures, timeMap }: Pick<Score, 'measures' | 'timeMap'>,
  sungNote: number,
): number | undefined {
  const last = measures
    .flatMap(({ elements }) => elements)
    .findLast((element) => element.kind === 'note' && element.sungNote === sungNote);
  return last && secondsAtTick(timeMap, last.startTick + last.durationTicks);
}
