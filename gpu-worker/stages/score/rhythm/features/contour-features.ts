import { ticksPerQuarter } from '@my-pitch/shared/score';
import { levels, metricLevel, type PlacedNotes, type Trait } from '../placed-notes.ts';
import { signatureNames } from '../rhythm-style.ts';

const metres = signatureNames.length;
const shapes = 9;
/** Level of what a note sounds across where it sounds across nothing stronger than itself. */
const noneCrossed = 0;
const sixteenth = ticksPerQuarter / 4;

/** How a note stands out from its neighbours by its length and pitch, at each metric level, and what strong places it is held over. */
export const contourTraits: readonly Trait[] = [
  {
    kinds: metres * levels * shapes,
    kindOf: (placed, i) =>
      atLevel(placed, i, shape(rise(placed.intervals, i), -rise(placed.intervals, i + 1))),
  },
  {
    kinds: metres * levels * shapes,
    kindOf: (placed, i) =>
      atLevel(placed, i, shape(sign(placed.steps[i - 1]), -sign(placed.steps[i]))),
  },
  {
    kinds: metres * levels * (levels + 1),
    kindOf: (placed, i) =>
      (placed.metreIndex * levels + (placed.levels[i] as number)) * (levels + 1) +
      crossedLevel(placed, i),
  },
];

function atLevel({ metreIndex, levels: levelOf }: PlacedNotes, i: number, kind: number): number {
  return (metreIndex * levels + (levelOf[i] as number)) * shapes + kind;
}

/** Whether what leads to a note and what follows are less, the same or more: above both is a peak. */
function shape(overPrevious: number, overNext: number): number {
  return 3 * (overPrevious + 1) + overNext + 1;
}

function rise(values: readonly number[], i: number): number {
  return sign((values[i] ?? Number.NaN) - (values[i - 1] ?? Number.NaN));
}

function sign(value = Number.NaN): number {
  return Math.sign(value) || 0;
}

/** One more than the strongest level within the note's interval that is stronger than its own. */
function crossedLevel({ ticks, intervals, levels: own, metre }: PlacedNotes, i: number): number {
  const start = ticks[i] as number;
  const end = start + Math.min(intervals[i] ?? 0, metre.measureTicks);
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
