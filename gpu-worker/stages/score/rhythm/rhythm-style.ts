import { type TimeSignature, ticksPerQuarter } from '@my-pitch/shared/score';
import { z } from 'zod';
import statistics from './rhythm-statistics.json' with { type: 'json' };

/**
 * Counts in thousandths, by ticks of 48 to a quarter: how often tunes of a style start at a metrical
 * position (`start`), and after a note at a position how often the next note follows after an
 * interval (`next`). Counted over the Essen folk songs, OpenEWLD and POP909, in styles that
 * expectation maximisation found (`training/rhythm/derive-statistics.py`).
 */
const countsSchema = z.record(z.string(), z.number());
const styleSchema = z.object({
  weight: z.number(),
  /** Mean of the natural logarithm of the interval between notes, in quarters. */
  meanLogQuarters: z.number(),
  start: countsSchema,
  next: z.record(z.string(), countsSchema),
});
export const signatureNames = ['2/4', '3/4', '4/4', '6/8'] as const;
export type SignatureName = (typeof signatureNames)[number];
const statisticsSchema = z.record(z.enum(signatureNames), z.array(styleSchema));

/** A distribution of starts and intervals in measures of one time signature. */
export interface RhythmStyle {
  readonly signatureName: SignatureName;
  readonly timeSignature: TimeSignature;
  readonly measureTicks: number;
  /** Log probability of the style among tunes of its time signature. */
  readonly logShare: number;
  /** Mean of the natural logarithm of the interval between notes, in quarters. */
  readonly meanLogQuarters: number;
  /** Whether eighths that are written even are sung long and short. */
  readonly isSwung: boolean;
  /** Ticks in the measure at which notes may start, rising. */
  readonly metricalPositions: readonly number[];
  /** [positions]: log probability of each metrical position for the first note. */
  readonly logStart: Float64Array;
  /** [positions, columns]: log probability of an interval of `4 × column` ticks from each position; −∞ if not allowed. */
  readonly logTransition: Float64Array;
  readonly columns: number;
}

/** Ticks between columns of {@link RhythmStyle.logTransition}: the greatest common divisor of all positions. */
export const columnTicks = 4;
/** Longer intervals, in measures, are counted modulo a measure. */
export const maxMeasures = 2;

const sixteenth = ticksPerQuarter / 4;
const tripletQuarter = (2 * ticksPerQuarter) / 3;

/** Prior probability that a style in 4/4 is sung with swing. */
const swingPrior = 0.04;
/** Probability reserved for intervals that were not counted. */
const unseenShare = 0.03;

/** All styles that the search tries. */
export const rhythmStyles: readonly RhythmStyle[] = loadStyles();

function loadStyles(): RhythmStyle[] {
  const counted = statisticsSchema.parse(statistics);
  return signatureNames.flatMap((name) =>
    counted[name].flatMap((style) => {
      const straight = toStyle(name, style);
      const canSwing = name === '4/4' && isSwingable(style);
      const logShare = straight.logShare + Math.log(swingPrior);
      return canSwing ? [straight, { ...straight, logShare, isSwung: true }] : [straight];
    }),
  );
}

function signatureOf(name: SignatureName): TimeSignature {
  return name === '6/8' ? { beats: 6, beatType: 8 } : { beats: Number(name[0]), beatType: 4 };
}

/** Whether a style has many eighths, which swing changes, and few sixteenths, which are not sung with swing. */
function isSwingable({ next }: z.infer<typeof styleSchema>): boolean {
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
  const metricalPositions = Object.keys(next)
    .map(Number)
    .sort((a, b) => a - b);
  const columns = (maxMeasures * measureTicks) / columnTicks + 1;
  const logTransition = new Float64Array(metricalPositions.length * columns).fill(
    Number.NEGATIVE_INFINITY,
  );
  metricalPositions.forEach((position, row) => {
    const counted = next[String(position)] ?? {};
    const total = Object.values(counted).reduce((sum, count) => sum + count, 0);
    const unseen = unseenIntervals(position, metricalPositions, measureTicks);
    for (const [ticks, probability] of unseen) {
      const seen = (counted[String(ticks)] ?? 0) / Math.max(1, total);
      const mixed = (1 - unseenShare) * seen + unseenShare * probability;
      logTransition[row * columns + ticks / columnTicks] = Math.log(mixed);
    }
  });
  const starts = metricalPositions.map((position) => (start[String(position)] ?? 0) + 1);
  const totalStarts = starts.reduce((sum, count) => sum + count, 0);
  return {
    signatureName,
    timeSignature,
    measureTicks,
    logShare: Math.log(weight),
    meanLogQuarters,
    isSwung: false,
    metricalPositions,
    logStart: Float64Array.from(starts, (count) => Math.log(count / totalStarts)),
    logTransition,
    columns,
  };
}

/** Prior of all intervals that lead from one metrical position to another: higher towards strong positions; sums to 1. */
function unseenIntervals(
  from: number,
  metricalPositions: readonly number[],
  measureTicks: number,
): Map<number, number> {
  const weights = new Map<number, number>();
  const all = new Set(metricalPositions);
  for (let ticks = columnTicks; ticks <= maxMeasures * measureTicks; ticks += columnTicks) {
    const to = (from + ticks) % measureTicks;
    if (!all.has(to) || !isWritable(from, ticks)) continue;
    weights.set(ticks, to % 48 === 0 ? 4 : to % 24 === 0 ? 2 : 1);
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  for (const [ticks, weight] of weights) weights.set(ticks, weight / total);
  return weights;
}

/** Whether an interval can be written without a tie from a part of a triplet to a note outside it. */
function isWritable(from: number, ticks: number): boolean {
  const to = from + ticks;
  if (from % sixteenth === 0 && to % sixteenth === 0) return true;
  if (from % ticksPerQuarter !== 0 && from % sixteenth === 0) return false;
  const isSameBeat = Math.floor(from / ticksPerQuarter) === Math.floor(to / ticksPerQuarter);
  if (isSameBeat) return to % sixteenth !== 0;
  const beatEnd = Math.ceil(from / ticksPerQuarter) * ticksPerQuarter;
  if (to === beatEnd) return true;
  // The three notes of a quarter triplet lie within one half note.
  const half = 2 * ticksPerQuarter;
  const isSameHalf = Math.floor(from / half) === Math.floor(to / half);
  return isSameHalf && from % tripletQuarter === 0 && to % tripletQuarter === 0;
}
