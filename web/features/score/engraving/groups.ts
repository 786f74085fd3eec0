import type { Measure, ScoreElement } from '@my-pitch/shared/score';

/** The indexes of the elements under each beam of a measure, from left to right. */
export function beamGroups(measure: Measure): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (const [index, element] of measure.elements.entries()) {
    if (element.kind !== 'note' || element.beam === undefined) continue;
    groups.set(element.beam, [...(groups.get(element.beam) ?? []), index]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

export interface TupletGroup {
  readonly indexes: readonly number[];
  readonly actual: number;
  readonly normal: number;
}

/**
 * The tuplets of a measure. A tuplet is complete when the duration of its elements is a multiple of
 * `actual` times its shortest element: a triplet of three eighths, or of a quarter and an eighth.
 */
export function tupletGroups(measure: Measure): readonly TupletGroup[] {
  const groups: TupletGroup[] = [];
  let open: number[] = [];
  for (const [index, element] of measure.elements.entries()) {
    const { tuplet } = element;
    if (!tuplet) {
      open = [];
      continue;
    }
    open.push(index);
    const members = open.flatMap((member) => measure.elements[member] ?? []);
    if (isComplete(members, tuplet.actual)) {
      groups.push({ indexes: open, ...tuplet });
      open = [];
    }
  }
  return groups;
}

function isComplete(members: readonly ScoreElement[], actual: number): boolean {
  const shortest = Math.min(...members.map(({ durationTicks }) => durationTicks));
  const total = members.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
  return total % (shortest * actual) === 0;
}
