import type { Score } from '@my-pitch/shared/score';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import { elementId } from '../score/engraving/element-id.ts';

/** A section of the recording in which one drawn note is the current one. */
export interface TimelineEntry {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly elementId: string;
  readonly sungNote: number;
}

/**
 * When each drawn note is the current one, in time order. A sung note that is written as several
 * tied notes is split at the times of the written onsets. A note without a written rest after it
 * stays current until the next note starts, even if the singer took a breath between them.
 */
export function composeTimeline(score: Score): readonly TimelineEntry[] {
  const parts = partsBySungNote(score);
  return score.sungNotes.flatMap(({ startSeconds, endSeconds: sungEndSeconds }, sungNote) => {
    const own = parts.get(sungNote) ?? [];
    const next = parts.get(sungNote + 1)?.[0];
    const isFollowed = next !== undefined && next.tick === own.at(-1)?.endTick;
    const nextSeconds = score.sungNotes[sungNote + 1]?.startSeconds ?? sungEndSeconds;
    const endSeconds = isFollowed ? nextSeconds : sungEndSeconds;
    const starts = own.map(({ tick }, index) =>
      index === 0
        ? startSeconds
        : Math.min(endSeconds, Math.max(startSeconds, secondsAtTick(score.timeMap, tick))),
    );
    return own.map(({ id }, index) => ({
      startSeconds: starts[index] as number,
      endSeconds: starts[index + 1] ?? endSeconds,
      elementId: id,
      sungNote,
    }));
  });
}

function partsBySungNote(score: Score) {
  const parts = new Map<number, { id: string; tick: number; endTick: number }[]>();
  for (const [measureIndex, measure] of score.measures.entries()) {
    for (const [index, element] of measure.elements.entries()) {
      if (element.kind === 'rest') continue;
      const part = {
        id: elementId(measureIndex, index),
        tick: element.startTick,
        endTick: element.startTick + element.durationTicks,
      };
      parts.set(element.sungNote, [...(parts.get(element.sungNote) ?? []), part]);
    }
  }
  return parts;
}

/** The current entry at a time; `undefined` in a rest. */
export function entryAt(
  timeline: readonly TimelineEntry[],
  seconds: number,
): TimelineEntry | undefined {
  const index = lastStartedBy(timeline, seconds);
  const entry = timeline[index];
  return entry && seconds < entry.endSeconds ? entry : undefined;
}

/** The next entry to start after a time (1), or the entry before the current one (−1). */
export function neighbourOf(
  timeline: readonly TimelineEntry[],
  seconds: number,
  direction: 1 | -1,
): TimelineEntry | undefined {
  const epsilon = 1e-3;
  const index = lastStartedBy(timeline, seconds + epsilon);
  return timeline[direction === 1 ? index + 1 : Math.max(0, index - 1)];
}

/** The index of the last entry that starts at or before a time, or −1. Binary search: it runs every frame. */
function lastStartedBy(timeline: readonly TimelineEntry[], seconds: number): number {
  let low = 0;
  let high = timeline.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timeline[middle] as TimelineEntry).startSeconds <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
