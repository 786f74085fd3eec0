import type { Score } from '@my-pitch/shared/score';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import { elementId } from '../score/engraving/element-id.ts';
import type { TimelineEntry } from './timeline.ts';

/** Going back from later than this in a measure leads to its own start. */
const graceSeconds = 0.4;

/**
 * When each measure starts, in seconds, for jumping there: at the onset of its first note, because
 * singers are seldom exactly on the beat; at its first beat if it begins with a rest.
 */
export function measureStarts(score: Score, timeline: readonly TimelineEntry[]): readonly number[] {
  const starts = new Map(timeline.map((entry) => [entry.elementId, entry.startSeconds]));
  return score.measures.map((measure, index) => {
    const [first] = measure.elements;
    const onset = first?.kind === 'note' && starts.get(elementId(index, 0));
    return onset || Math.max(0, secondsAtTick(score.timeMap, measure.startTick));
  });
}

/** A measure's section of the recording. */
export interface Bar {
  /** As printed; 0 for a pickup. */
  readonly number: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** The sections of all measures: each ends where the next one starts. */
export function barTimes({ measures, timeMap }: Score, starts: readonly number[]): readonly Bar[] {
  return measures.map(({ number, startTick, lengthTicks }, index) => ({
    number,
    startSeconds: starts[index] ?? 0,
    endSeconds: starts[index + 1] ?? secondsAtTick(timeMap, startTick + lengthTicks),
  }));
}

/** The start of the next measure (1), or of the current or previous one (−1). */
export function neighbourMeasure(
  starts: readonly number[],
  seconds: number,
  direction: 1 | -1,
): number | undefined {
  if (direction === 1) return starts.find((start) => start > seconds + 1e-3);
  return starts.findLast((start) => start < seconds - graceSeconds) ?? starts[0];
}
