import { ticksPerQuarter } from '../score.ts';
import type { MetreStructure } from './metre-structure.ts';
import type { DurationSymbol } from './split-duration.ts';

/** A part of a measure divided into three instead of two, in ticks from the measure's start. */
export interface TripletWindow {
  readonly from: number;
  readonly to: number;
}

/** Three of each in the time of two. */
export const triplet = { actual: 3, normal: 2 } as const;

const eighth = ticksPerQuarter / 2;
/** Ticks of a thirty-second and of a triplet thirty-second: the two grids of notatable positions. */
const binaryGrid = 6;
const ternaryGrid = 4;

const symbols: readonly DurationSymbol[] = [
  { durationTicks: 64, type: 'half', dots: 0 },
  { durationTicks: 32, type: 'quarter', dots: 0 },
  { durationTicks: 24, type: 'eighth', dots: 1 },
  { durationTicks: 16, type: 'eighth', dots: 0 },
  { durationTicks: 12, type: '16th', dots: 1 },
  { durationTicks: 8, type: '16th', dots: 0 },
  { durationTicks: 4, type: '32nd', dots: 0 },
];

/**
 * The triplets of a measure, given the positions of its onsets and offsets: quarters over a half,
 * eighths over a quarter, or sixteenths over an eighth, the longest that fits.
 * @throws {RangeError} for a position off both grids.
 */
export function findTripletWindows(
  bounds: readonly number[],
  { measureTicks, isCompound }: MetreStructure,
): TripletWindow[] {
  const windows: TripletWindow[] = [];
  const isBound = (tick: number) => bounds.includes(tick);
  const inside = (from: number, to: number) => bounds.filter((tick) => tick > from && tick < to);
  const step = isCompound ? eighth : ticksPerQuarter;
  for (let from = 0; from < measureTicks; from += step) {
    const ofQuarters = inside(from, from + 4 * eighth);
    const isHalf =
      !isCompound &&
      from + 4 * eighth <= measureTicks &&
      ofQuarters.length > 0 &&
      ofQuarters.every((tick) => (tick - from) % 32 === 0);
    if (isHalf) {
      windows.push({ from, to: from + 4 * eighth });
      from += step;
      continue;
    }
    const width = isCompound || isBound(from + eighth) ? eighth : step;
    for (let at = from; at < from + step; at += width) {
      const ticks = inside(at, at + width);
      if (ticks.every((tick) => tick % binaryGrid === 0)) continue;
      if (ticks.some((tick) => tick % ternaryGrid !== 0)) {
        throw new RangeError(
          'Ticks must be on the grid of thirty-seconds or of triplet thirty-seconds',
        );
      }
      windows.push({ from: at, to: at + width });
    }
  }
  return windows;
}

/** The symbols for a duration within a triplet; rests have no dots. */
export function splitInTriplet(kind: 'note' | 'rest', ticks: number): DurationSymbol[] {
  const parts: DurationSymbol[] = [];
  for (let left = ticks; left > 0; ) {
    const symbol = symbols.find(
      ({ durationTicks, dots }) => durationTicks <= left && (kind === 'note' || dots === 0),
    );
    if (!symbol) throw new RangeError('Ticks must be on the grid of triplet thirty-seconds');
    parts.push(symbol);
    left -= symbol.durationTicks;
  }
  return parts;
}
