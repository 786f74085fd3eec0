import { ticksPerQuarter } from '@my-pitch/shared/score';
import { signatureNames } from '../rhythm-style.ts';
import { binIndex, type Feature, type FeatureContext, levels } from './feature-context.ts';

const metres = signatureNames.length;
/** A note after this share of its measure is an upbeat to the next one. */
const upbeatShare = 1 / 3;
const phraseMeasures = 4;
/** Bins of the number of measures. */
const measureBounds: readonly number[] = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20, 24, 25, 32, 33,
];
/** Categories of the length of a phrase. */
const lengths = 8;
const eighth = ticksPerQuarter / 2;
/** Eighths in a measure of 4/4. */
const eighths = 8;

/** Where phrases begin and end, how long they are, and how many measures the tune has. */
export const phraseFeatures: readonly Feature[] = [
  {
    categories: 1 + metres * levels,
    categoryOf: (context, i) => (isStart(context, i) ? 1 + levelInMetre(context, i) : 0),
  },
  {
    categories: 1 + metres * levels,
    categoryOf: (context, i) => (isStart(context, i + 1) ? 1 + levelInMetre(context, i) : 0),
  },
  { categories: 1 + metres * lengths, categoryOf: phraseLength },
  { categories: 1 + metres * phraseMeasures, categoryOf: measureOfStart },
  { categories: 4, categoryOf: startPosition },
  {
    categories: 1 + metres * (measureBounds.length + 1),
    categoryOf: (context, i) =>
      i > 0 ? 0 : 1 + context.metreIndex * (measureBounds.length + 1) + measureCount(context),
  },
  { categories: 1 + metres * 2 * eighths, categoryOf: edgePosition },
];

function isStart({ phrases }: FeatureContext, i: number): boolean {
  return phrases.has(i);
}

function levelInMetre({ metreIndex, levels: own }: FeatureContext, i: number): number {
  return metreIndex * levels + (own[i] as number);
}

function phraseLength({ phrases, ticks, metre, metreIndex }: FeatureContext, i: number): number {
  const previous = phrases.get(i);
  if (previous === undefined) return 0;
  const length = (ticks[i] as number) - (ticks[previous] as number);
  return 1 + metreIndex * lengths + lengthCategory(length, metre.measureTicks);
}

/** 0 to 3 for one to four measures, 4 for more, 5 with half a measure, 6 for whole quarters, 7 for other lengths. */
function lengthCategory(ticks: number, measureTicks: number): number {
  const measures = ticks / measureTicks;
  if (Number.isInteger(measures)) return Math.min(4, measures - 1);
  if (Number.isInteger(2 * measures)) return 5;
  return ticks % ticksPerQuarter === 0 ? 6 : 7;
}

/** The measure of a note. An upbeat belongs to the next measure. */
function measureOf({ ticks, metre }: FeatureContext, i: number): number {
  return Math.floor(
    ((ticks[i] as number) + (1 - upbeatShare) * metre.measureTicks) / metre.measureTicks,
  );
}

function measureOfStart(context: FeatureContext, i: number): number {
  if (!isStart(context, i)) return 0;
  const measure = measureOf(context, i) - measureOf(context, 0);
  return 1 + context.metreIndex * phraseMeasures + (measure % phraseMeasures);
}

/** For a start of a phrase: 1 at the metrical position of the previous start, 2 at that of the tune's start, 3 elsewhere. */
function startPosition({ phrases, ticks, metre }: FeatureContext, i: number): number {
  const previous = phrases.get(i);
  if (previous === undefined) return 0;
  const isAligned = (j: number) =>
    ((ticks[i] as number) - (ticks[j] as number)) % metre.measureTicks === 0;
  return isAligned(previous) ? 1 : isAligned(0) ? 2 : 3;
}

function measureCount(context: FeatureContext): number {
  const { ticks, metre } = context;
  const end = Math.floor((ticks.at(-1) as number) / metre.measureTicks) + 1;
  return binIndex(measureBounds, end - measureOf(context, 0));
}

/** Metrical position, in eighths, at which a tune begins and ends. */
function edgePosition({ ticks, metre, metreIndex }: FeatureContext, i: number): number {
  const isFirst = i === 0;
  if (!isFirst && i < ticks.length - 1) return 0;
  const position = Math.floor(((ticks[i] as number) % metre.measureTicks) / eighth);
  return 1 + (metreIndex * 2 + Number(isFirst)) * eighths + position;
}
