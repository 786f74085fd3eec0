import { ticksPerQuarter } from '@my-pitch/shared/score';
import { signatureNames } from '../rhythm-style.ts';
import { type Feature, type FeatureContext, levels, metricLevel } from './feature-context.ts';

const metres = signatureNames.length;
const shapes = 9;
/** A note that is held over no stronger position. */
const noneCrossed = 0;
const sixteenth = ticksPerQuarter / 4;

/** For each metric level: the contour of length and of pitch around a note, and the strongest position that it is held over. */
export const contourFeatures: readonly Feature[] = [
  {
    categories: metres * levels * shapes,
    categoryOf: (context, i) =>
      atLevel(
        context,
        i,
        shape(lengthRise(context.onsetIntervals, i), -lengthRise(context.onsetIntervals, i + 1)),
      ),
  },
  {
    categories: metres * levels * shapes,
    categoryOf: (context, i) =>
      atLevel(
        context,
        i,
        shape(sign(context.pitchIntervals[i - 1]), -sign(context.pitchIntervals[i])),
      ),
  },
  {
    categories: metres * levels * (levels + 1),
    categoryOf: (context, i) =>
      (context.metreIndex * levels + (context.levels[i] as number)) * (levels + 1) +
      crossedLevel(context, i),
  },
];

/** A category of its own for each time signature, metric level and shape. */
function atLevel(
  { metreIndex, levels: levelOf }: FeatureContext,
  i: number,
  shape: number,
): number {
  return (metreIndex * levels + (levelOf[i] as number)) * shapes + shape;
}

/** One of nine shapes, from the signs against the previous and the next note. A peak is above both. */
function shape(overPrevious: number, overNext: number): number {
  return 3 * (overPrevious + 1) + overNext + 1;
}

function lengthRise(values: readonly number[], i: number): number {
  return sign((values[i] ?? Number.NaN) - (values[i - 1] ?? Number.NaN));
}

function sign(value = Number.NaN): number {
  return Math.sign(value) || 0;
}

/** One more than the strongest metric level before the next note, if it is stronger than the note's own; else 0. */
function crossedLevel(
  { ticks, onsetIntervals, levels: own, metre }: FeatureContext,
  i: number,
): number {
  const start = ticks[i] as number;
  const end = start + Math.min(onsetIntervals[i] ?? 0, metre.measureTicks);
  let strongest = own[i] as number;
  let crossed = noneCrossed;
  for (let tick = start - (start % sixteenth) + sixteenth; tick < end; tick += sixteenth) {
    const level = metricLevel(tick % metre.measureTicks, metre);
    if (level >= strongest) continue;
    strongest = level;
    crossed = level + 1;
  }
  return crossed;
}
