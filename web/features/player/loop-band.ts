import type { Score } from '@my-pitch/shared/score';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import { elementId } from '../score/engraving/element-id.ts';
import { startsInLoop } from './loop.ts';
import type { Loop } from './song-player.ts';
import type { TimelineEntry } from './timeline.ts';

/** A symbol of the score, by the index of its measure and its index there. */
interface Place {
  readonly measure: number;
  readonly element: number;
}

/** The first and the last symbol of a section, rests included. */
export interface Section {
  readonly first: Place;
  readonly last: Place;
  /** Whether the last symbol ends its measure. */
  readonly endsMeasure: boolean;
}

/** The symbols that start in a loop; `undefined` if none does. */
export function sectionOf(
  { measures, timeMap }: Score,
  timeline: readonly TimelineEntry[],
  loop: Loop,
): Section | undefined {
  const starts = new Map(timeline.map((entry) => [entry.elementId, entry.startSeconds]));
  const places = measures.flatMap(({ elements }, measure) =>
    elements.flatMap(({ startTick }, element) => {
      const sung = starts.get(elementId(measure, element));
      return startsInLoop(loop, sung ?? secondsAtTick(timeMap, startTick))
        ? [{ measure, element }]
        : [];
    }),
  );
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return undefined;
  const endsMeasure = last.element + 1 === measures[last.measure]?.elements.length;
  return { first, last, endsMeasure };
}

/** A horizontal range in a row, in the row's units. */
export interface Extent {
  readonly x: number;
  readonly width: number;
}

/** Where a row's measures and notes are drawn. */
export interface RowExtents {
  /** By the index of the measure, in order. */
  readonly measures: ReadonlyMap<number, Extent>;
  /** By element id; a note extends to the next symbol of its measure. Rests have none. */
  readonly notes: ReadonlyMap<string, Extent>;
}

/** The part of a row that a section covers; `undefined` if it covers none. */
export function bandIn(row: RowExtents, { first, last, endsMeasure }: Section): Extent | undefined {
  const covered = [...row.measures.keys()].filter(
    (measure) => measure >= first.measure && measure <= last.measure,
  );
  const [from, until] = [covered[0], covered.at(-1)];
  if (from === undefined || until === undefined) return undefined;
  const left = from === first.measure ? leftOf(row, first) : startOf(row, from);
  const endsInside = until === last.measure && !endsMeasure;
  const right = endsInside
    ? leftOf(row, { ...last, element: last.element + 1 })
    : endOf(row.measures.get(until));
  return { x: left, width: Math.max(0, right - left) };
}

/** The left edge of a symbol: that of a rest is the end of the note before it. */
function leftOf(row: RowExtents, { measure, element }: Place): number {
  const own = row.notes.get(elementId(measure, element));
  if (own) return own.x;
  for (let before = element - 1; before >= 0; before -= 1) {
    const note = row.notes.get(elementId(measure, before));
    if (note) return endOf(note);
  }
  return startOf(row, measure);
}

function startOf({ measures }: RowExtents, measure: number): number {
  return measures.get(measure)?.x ?? 0;
}

function endOf(extent: Extent | undefined): number {
  return extent ? extent.x + extent.width : 0;
}
