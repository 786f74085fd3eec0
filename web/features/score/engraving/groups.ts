import type { Measure, ScoreElement } from '@my-pitch/shared/score';

/** The indexes of the elements under each beam of a measure, left to right. */
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
 * The tuplets of a measure. One is full when its elements last a whole number of its smallest
 * symbol's beats: three eighths of a triplet, or a quarter and an eighth of one.
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
    if (isFull(members, tuplet.actual)) {
      groups.push({ indexes: open, ...tuplet });
      open = [];
    }
  }
  return groups;
}

function isFull(members: readonly ScoreElement[], actual: number): boolean {
  const smallest = Math.min(...members.map(({ durationTicks }) => durationTicks));
  const total = members.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
  return total % (smallest * actual) === 0;
}
