import { type TimeSignature, ticksPerQuarter } from '@my-pitch/shared/score';
import { z } from 'zod';
import statistics from './rhythm-statistics.json' with { type: 'json' };

/**
 * How often, in thousandths, tunes of a style begin at a place of the measure, and how many ticks
 * (48 to a quarter) after a note at a place the next one comes. Counted over the Essen folk songs,
 * OpenEWLD and POP909, in styles that expectation maximisation found.
 */
const frequencySchema = z.record(z.string(), z.number());
const styleSchema = z.object({
  weight: z.number(),
  /** Mean of the natural logarithm of the interval between notes, in quarters. */
  meanLogQuarters: z.number(),
  start: frequencySchema,
  next: z.record(z.string(), frequencySchema),
});
export const signatureNames = ['2/4', '3/4', '4/4', '6/8'] as const;
export type SignatureName = (typeof signatureNames)[number];
const statisticsSchema = z.record(z.enum(signatureNames), z.array(styleSchema));

/** A way in which tunes move through measures of one time signature. */
export interface RhythmStyle {
  readonly signatureName: SignatureName;
  readonly timeSignature: TimeSignature;
  readonly measureTicks: number;
  /** Log probability of the style among tunes of its time signature. */
  readonly logShare: number;
  /** Mean of the natural logarithm of the interval between notes, in quarters. */
  readonly meanLogQuarters: number;
  /** Whether eighths are sung long and short though they are written even. */
  readonly isSwung: boolean;
  /** Places of the measure where notes may start, in ticks, rising. */
  readonly places: readonly number[];
  /** Log probability of each place for the first note. */
  readonly logStart: Float64Array;
  /** Log probability of an interval of `4 × column` ticks after each place: [places, columns]. */
  readonly logTransition: Float64Array;
  readonly columns: number;
}

/** Ticks between columns of {@link RhythmStyle.logTransition}: the largest step that all places share. */
export const columnTicks = 4;
/** Intervals of more than this many measures are taken modulo a measure. */
export const maxMeasures = 2;

const sixteenth = ticksPerQuarter / 4;
const tripletQuarter = (2 * ticksPerQuarter) / 3;

const swungShare = 0.04;
/** What is left for intervals that were not counted. */
const unseenShare = 0.03;

/** Every style that is tried. */
export const rhythmStyles: readonly RhythmStyle[] = loadStyles();

function loadStyles(): RhythmStyle[] {
  const counted = statisticsSchema.parse(statistics);
  return signatureNames.flatMap((name) =>
    counted[name].flatMap((style) => {
      const straight = toStyle(name, style);
      const swings = name === '4/4' && swingsWell(style);
      const logShare = straight.logShare + Math.log(swungShare);
      return swings ? [straight, { ...straight, logShare, isSwung: true }] : [straight];
    }),
  );
}

function signatureOf(name: SignatureName): TimeSignature {
  return name === '6/8' ? { beats: 6, beatType: 8 } : { beats: Number(name[0]), beatType: 4 };
}

/** Whether a style has the eighths that swing lengthens and few of the sixteenths it rules out. */
function swingsWell({ next }: z.infer<typeof styleSchema>): boolean {
  const share = (ticks: number) =>
    Object.values(next).reduce((sum, row) => sum + (row[ticks] ?? 0), 0);
  return share(24) > 2 * share(12);
}

function toStyle(
  signatureName: SignatureName,
  { weight, meanLogQuarters, start, next }: z.infer<typeof styleSchema>,
): RhythmStyle {
  const timeSignature = signatureOf(signatureName);
  const measureTicks = (192 * timeSignature.beats) / timeSignature.beatType;
  const places = Object.keys(next)
    .map(Number)
    .sort((a, b) => a - b);
  const columns = (maxMeasures * measureTicks) / columnTicks + 1;
  const logTransition = new Float64Array(places.length * columns).fill(Number.NEGATIVE_INFINITY);
  places.forEach((place, row) => {
    const counted = next[String(place)] ?? {};
    const total = Object.values(counted).reduce((sum, count) => sum + count, 0);
    const unseen = unseenIntervals(place, places, measureTicks);
    for (const [ticks, probability] of unseen) {
      const seen = (counted[String(ticks)] ?? 0) / Math.max(1, total);
      const mixed = (1 - unseenShare) * seen + unseenShare * probability;
      logTransition[row * columns + ticks / columnTicks] = Math.log(mixed);
    }
  });
  const starts = places.map((place) => (start[String(place)] ?? 0) + 1);
  const totalStarts = starts.reduce((sum, count) => sum + count, 0);
  return {
    signatureName,
    timeSignature,
    measureTicks,
    logShare: Math.log(weight),
    meanLogQuarters,
    isSwung: false,
    places,
    logStart: Float64Array.from(starts, (count) => Math.log(count / totalStarts)),
    logTransition,
    columns,
  };
}

/** Every interval that leads from a place to another, likelier towards strong places; sums to 1. */
function unseenIntervals(
  from: number,
  places: readonly number[],
  measureTicks: number,
): Map<number, number> {
  const weights = new Map<number, number>();
  const all = new Set(places);
  for (let ticks = columnTicks; ticks <= maxMeasures * measureTicks; ticks += columnTicks) {
    const to = (from + ticks) % measureTicks;
    if (!all.has(to) || !isReadable(from, ticks)) continue;
    weights.set(ticks, to % 48 === 0 ? 4 : to % 24 === 0 ? 2 : 1);
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  for (const [ticks, weight] of weights) weights.set(ticks, weight / total);
  return weights;
}

/** Whether an interval can be written without tying a part of a triplet to something outside it. */
function isReadable(from: number, ticks: number): boolean {
  const to = from + ticks;
  if (from % sixteenth === 0 && to % sixteenth === 0) return true;
  if (from % ticksPerQuarter !== 0 && from % sixteenth === 0) return false;
  const isSameBeat = Math.floor(from / ticksPerQuarter) === Math.floor(to / ticksPerQuarter);
  if (isSameBeat) return to % sixteenth !== 0;
  const beatEnd = Math.ceil(from / ticksPerQuarter) * ticksPerQuarter;
  if (to === beatEnd) return true;
  // Triplets of quarters share a half.
  const half = 2 * ticksPerQuarter;
  const isSameHalf = Math.floor(from / half) === Math.floor(to / half);
  return isSameHalf && from % tripletQuarter === 0 && to % tripletQuarter === 0;
}
