import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { layOutMeasures } from '@my-pitch/shared/notation/lay-out-measures';
import { type MetreStructure, metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { isWritable } from '@my-pitch/shared/notation/score-of-document';
import { findTripletWindows, type TripletWindow } from '@my-pitch/shared/notation/triplet-windows';
import { ticksPerQuarter } from '@my-pitch/shared/score';

type TickMap = (tick: number) => number;

/** How written time changes. */
interface GridChange {
  /** Where each tick goes, not on the grid: increasing. */
  readonly warp: TickMap;
  /** The same on the grid, for what is no triplet. */
  readonly snap: TickMap;
  /** The length of the pickup after the change. */
  readonly pickupTicks: number;
  /** A tick whose music goes exactly where `snap` says, although it may be within a triplet. */
  readonly fixedTick?: number;
}

/** A triplet, in ticks from the score's start, and where it goes. */
interface MovedTriplet extends TripletWindow {
  readonly movedFrom: number;
  readonly movedTo: number;
}

const eighth = ticksPerQuarter / 2;
/** The lengths that a triplet fills: an eighth, a quarter, a half. */
const lengths = [eighth, ticksPerQuarter, 2 * ticksPerQuarter] as const;
/** A triplet stays one if its length changes by at most this share. */
const maxStretch = 1 / 4;
/** This close to the fixed tick, in ticks, a note is meant by it. */
const reach = ticksPerQuarter / 8;

/**
 * Where ticks go on the grid: triplets stay triplets where they still fill an eighth, a quarter or a
 * half of the metre, all else goes where `snap` says, but not into a triplet.
 * @returns `undefined` where no triplet can be kept.
 */
export function keepTriplets(document: EditableDocument, change: GridChange): TickMap | undefined {
  const moved = moveTriplets(document, change);
  if (moved.length === 0) return undefined;
  return (tick) => {
    const own = moved.find(({ from, to }) => tick >= from && tick <= to);
    if (own) {
      const scale = (own.movedTo - own.movedFrom) / (own.to - own.from);
      return own.movedFrom + (tick - own.from) * scale;
    }
    const before = moved.findLast(({ to }) => to < tick)?.movedTo ?? Number.NEGATIVE_INFINITY;
    const after = moved.find(({ from }) => from > tick)?.movedFrom ?? Number.POSITIVE_INFINITY;
    return Math.min(after, Math.max(before, change.snap(tick)));
  };
}

function moveTriplets(document: EditableDocument, change: GridChange): readonly MovedTriplet[] {
  const metre = metreStructure(document.timeSignature);
  const bounds = document.notes.flatMap(({ startTick, endTick }) => [startTick, endTick]);
  const moved: MovedTriplet[] = [];
  for (const triplet of tripletsOf(document, metre)) {
    const inside = bounds.filter((tick) => tick > triplet.from && tick < triplet.to);
    const { fixedTick } = change;
    if (inside.some((tick) => Math.abs(tick - (fixedTick ?? Number.NaN)) <= reach)) continue;
    const place = placeOf(triplet, moved.at(-1), change, metre);
    if (place && inside.every((tick) => isWhole(tick, triplet, place))) {
      moved.push({ ...triplet, ...place });
    }
  }
  return moved;
}

/** The triplets of a document; none of one that cannot be notated. */
function tripletsOf(document: EditableDocument, metre: MetreStructure): readonly TripletWindow[] {
  if (!isWritable(document)) return [];
  return layOutMeasures(document.notes, document).flatMap(
    ({ startTick, lengthTicks, elements }) => {
      const origin = startTick + lengthTicks - metre.measureTicks;
      const bounds = elements.map((element) => element.startTick - origin);
      return findTripletWindows(bounds, metre).map(({ from, to }) => ({
        from: origin + from,
        to: origin + to,
      }));
    },
  );
}

type Place = Pick<MovedTriplet, 'movedFrom' | 'movedTo'>;

/** The place of a triplet after the change; `undefined` where no eighth, quarter or half is close. */
function placeOf(
  { from, to }: TripletWindow,
  before: MovedTriplet | undefined,
  { warp, pickupTicks }: GridChange,
  metre: MetreStructure,
): Place | undefined {
  const wanted = warp(to) - warp(from);
  const length = lengths.find((each) => Math.abs(wanted - each) <= each * maxStretch);
  if (length === undefined || (metre.isCompound && length !== eighth)) return undefined;
  const unit = length === eighth ? eighth : ticksPerQuarter;
  const inMetre = (tick: number) => mod(tick - pickupTicks, metre.measureTicks);
  const start = warp(from);
  const measureStart = start - inMetre(start);
  const isJoined = before?.to === from;
  const movedFrom = isJoined
    ? before.movedTo
    : Math.round(measureStart + unit * Math.round((start - measureStart) / unit));
  const movedTo = movedFrom + length;
  const isAfter = movedFrom >= Math.max(0, before?.movedTo ?? 0);
  const isInMetre = inMetre(movedFrom) % unit === 0;
  const isInMeasure = inMetre(movedFrom) + length <= metre.measureTicks;
  return isAfter && isInMetre && isInMeasure ? { movedFrom, movedTo } : undefined;
}

/** Whether a tick within a triplet stays on the grid of triplets. */
function isWhole(tick: number, { from, to }: TripletWindow, { movedFrom, movedTo }: Place) {
  const length = movedTo - movedFrom;
  const at = ((tick - from) * length) / (to - from);
  return at % (length > ticksPerQuarter ? 32 : 4) === 0;
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
