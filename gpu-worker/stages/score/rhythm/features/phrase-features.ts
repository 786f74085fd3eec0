import { ticksPerQuarter } from '@my-pitch/shared/score';
import { countBelow, levels, type PlacedNotes, type Trait } from '../placed-notes.ts';
import { signatureNames } from '../rhythm-style.ts';

const metres = signatureNames.length;
/** A note this far into a measure, or farther, leads to the next one. */
const upbeatShare = 1 / 3;
const phraseMeasures = 4;
const measureBounds: readonly number[] = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20, 24, 25, 32, 33,
];
const lengths = 8;
const eighth = ticksPerQuarter / 2;
/** Of the longest measure. */
const eighths = 8;

/** Where phrases begin and end, how long they are, and how many measures there are of them. */
export const phraseTraits: readonly Trait[] = [
  {
    kinds: 1 + metres * levels,
    kindOf: (placed, i) => (isStart(placed, i) ? 1 + levelInMetre(placed, i) : 0),
  },
  {
    kinds: 1 + metres * levels,
    kindOf: (placed, i) => (isStart(placed, i + 1) ? 1 + levelInMetre(placed, i) : 0),
  },
  { kinds: 1 + metres * lengths, kindOf: phraseLength },
  { kinds: 1 + metres * phraseMeasures, kindOf: measureOfStart },
  { kinds: 4, kindOf: placeLikeLast },
  {
    kinds: 1 + metres * (measureBounds.length + 1),
    kindOf: (placed, i) =>
      i > 0 ? 0 : 1 + placed.metreIndex * (measureBounds.length + 1) + measureCount(placed),
  },
  { kinds: 1 + metres * 2 * eighths, kindOf: edgePlace },
];

function isStart({ phrases }: PlacedNotes, i: number): boolean {
  return phrases.has(i);
}

function levelInMetre({ metreIndex, levels: own }: PlacedNotes, i: number): number {
  return metreIndex * levels + (own[i] as number);
}

function phraseLength({ phrases, ticks, metre, metreIndex }: PlacedNotes, i: number): number {
  const last = phrases.get(i);
  if (last === undefined) return 0;
  const length = (ticks[i] as number) - (ticks[last] as number);
  return 1 + metreIndex * lengths + lengthKind(length, metre.measureTicks);
}

/** 1 to 4 measures, more, some and a half, whole quarters, and other lengths. */
function lengthKind(ticks: number, measureTicks: number): number {
  const measures = ticks / measureTicks;
  if (Number.isInteger(measures)) return Math.min(4, measures - 1);
  if (Number.isInteger(2 * measures)) return 5;
  return ticks % ticksPerQuarter === 0 ? 6 : 7;
}

/** The measure that a note belongs to, an upbeat to the one it leads to. */
function measureOf({ ticks, metre }: PlacedNotes, i: number): number {
  return Math.floor(
    ((ticks[i] as number) + (1 - upbeatShare) * metre.measureTicks) / metre.measureTicks,
  );
}

function measureOfStart(placed: PlacedNotes, i: number): number {
  if (!isStart(placed, i)) return 0;
  const measure = measureOf(placed, i) - measureOf(placed, 0);
  return 1 + placed.metreIndex * phraseMeasures + (measure % phraseMeasures);
}

/** Whether a phrase begins at the place of the measure where the one before did, or where the tune did. */
function placeLikeLast({ phrases, ticks, metre }: PlacedNotes, i: number): number {
  const last = phrases.get(i);
  if (last === undefined) return 0;
  const isLike = (j: number) =>
    ((ticks[i] as number) - (ticks[j] as number)) % metre.measureTicks === 0;
  return isLike(last) ? 1 : isLike(0) ? 2 : 3;
}

function measureCount(placed: PlacedNotes): number {
  const { ticks, metre } = placed;
  const end = Math.floor((ticks.at(-1) as number) / metre.measureTicks) + 1;
  return countBelow(measureBounds, end - measureOf(placed, 0));
}

/** Where in the measure a tune begins and ends, in eighths. */
function edgePlace({ ticks, metre, metreIndex }: PlacedNotes, i: number): number {
  const isFirst = i === 0;
  if (!isFirst && i < ticks.length - 1) return 0;
  const place = Math.floor(((ticks[i] as number) % metre.measureTicks) / eighth);
  return 1 + (metreIndex * 2 + Number(isFirst)) * eighths + place;
}
