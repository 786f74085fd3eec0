import type { Score } from '@my-pitch/shared/score';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import { elementId } from '../score/engraving/element-id.ts';
import type { TimelineEntry } from './timeline.ts';

/** Later than this in a measure, going back goes to its start. */
const graceSeconds = 0.4;

/**
 * When each measure starts, for jumping there: with its first note where it begins with one, since a
 * singer is seldom exactly on the beat, else with its beat.
 */
export function measureStarts(score: Score, timeline: readonly TimelineEntry[]): readonly number[] {
  const starts = new Map(timeline.map((entry) => [entry.elementId, entry.startSeconds]));
  return score.measures.map((measure, index) => {
    const [first] = measure.elements;
    const sung = first?.kind === 'note' && starts.get(elementId(index, 0));
    return sung || Math.max(0, secondsAtTick(score.timeMap, measure.startTick));
  });
}

/** The start of the next measure (1), or of this one or the one before (−1). */
export function neighbourMeasure(
  starts: readonly number[],
  seconds: number,
  step: 1 | -1,
): number | undefined {
  if (step === 1) return starts.find((start) => start > seconds + 1e-3);
  return starts.findLast((start) => start < seconds - graceSeconds) ?? starts[0];
}
