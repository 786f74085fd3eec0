import type { EditableDocument, TimePoint } from '../editable-document.ts';
import { type Score, ticksPerQuarter } from '../score.ts';

/**
 * The time map of an edited score: the moved beats, the anchored onsets at their new ticks, and the
 * other points that still lie between them. Ticks and seconds increase strictly.
 */
export function composeTimeMap(document: EditableDocument): Score['timeMap'] {
  const { timePoints, tempos, syncPoints = [] } = document;
  const map = insertPoints(insertPoints(syncPoints, onsetsOf(document)), timePoints);
  const secondsPerTick = 60 / (tempos[0]?.quarterBpm ?? 120) / ticksPerQuarter;
  const last = map.at(-1) ?? { tick: 0, seconds: 0 };
  if (map.length === 0) map.push(last);
  if (map.length === 1) {
    const seconds = last.seconds + ticksPerQuarter * secondsPerTick;
    map.push({ tick: last.tick + ticksPerQuarter, seconds });
  }
  return map;
}

/** The anchored onsets that rise in both coordinates. */
function onsetsOf({ notes }: EditableDocument): TimePoint[] {
  const onsets: TimePoint[] = [];
  for (const { isAnchor, startTick: tick, sung } of notes) {
    const last = onsets.at(-1);
    const seconds = sung.startSeconds;
    if (isAnchor && (!last || (tick > last.tick && seconds > last.seconds))) {
      onsets.push({ tick, seconds });
    }
  }
  return onsets;
}

/** Merges points into others where both coordinates keep increasing. */
function insertPoints(fixed: readonly TimePoint[], points: readonly TimePoint[]): TimePoint[] {
  const map: TimePoint[] = [];
  const inOrder = [...points].sort((a, b) => a.tick - b.tick);
  let next = 0;
  const addBefore = (limit: TimePoint | undefined) => {
    for (; next < inOrder.length; next++) {
      const point = inOrder[next] as TimePoint;
      if (limit && point.tick >= limit.tick) break;
      const last = map.at(-1);
      const isAfter = !last || (point.tick > last.tick && point.seconds > last.seconds);
      if (isAfter && (!limit || point.seconds < limit.seconds)) map.push(point);
    }
  };
  for (const point of fixed) {
    addBefore(point);
    map.push(point);
  }
  addBefore(undefined);
  return map;
}
