import { type NoteType, ticksPerQuarter } from '../score.ts';
import type { MetreStructure } from './metre-structure.ts';

/** One note or rest symbol. */
export interface DurationSymbol {
  readonly durationTicks: number;
  readonly type: NoteType;
  readonly dots: 0 | 1;
}

const symbols: readonly DurationSymbol[] = [
  { durationTicks: 288, type: 'whole', dots: 1 },
  { durationTicks: 192, type: 'whole', dots: 0 },
  { durationTicks: 144, type: 'half', dots: 1 },
  { durationTicks: 96, type: 'half', dots: 0 },
  { durationTicks: 72, type: 'quarter', dots: 1 },
  { durationTicks: 48, type: 'quarter', dots: 0 },
  { durationTicks: 36, type: 'eighth', dots: 1 },
  { durationTicks: 24, type: 'eighth', dots: 0 },
  { durationTicks: 12, type: '16th', dots: 0 },
  { durationTicks: 6, type: '32nd', dots: 0 },
];

const minTicks = 6;
const half = 2 * ticksPerQuarter;
const eighth = ticksPerQuarter / 2;
const sixteenth = ticksPerQuarter / 4;
/** Cost of a break per level of metrical weakness, in symbols. */
const weakBreakCost = 0.1;

type Kind = 'note' | 'rest';

interface Split {
  readonly cost: number;
  readonly symbol?: DurationSymbol;
}

/**
 * Splits a note or rest within one measure into the smallest number of symbols that still show the
 * beats, preferring breaks at strong positions (shortest path by dynamic programming). `from` and
 * `to` are ticks relative to the start of the full measure.
 * @throws {RangeError} off the grid of thirty-seconds.
 */
export function splitDuration(
  kind: Kind,
  from: number,
  to: number,
  metre: MetreStructure,
): DurationSymbol[] {
  if (from % minTicks !== 0 || to % minTicks !== 0) {
    throw new RangeError('Ticks must be on the grid of thirty-seconds');
  }
  const splits = new Map<number, Split>([[to, { cost: 0 }]]);
  for (let at = to - minTicks; at >= from; at -= minTicks) {
    const breakCost = at === from ? 0 : weakBreakCost * weakness(at, metre);
    let best: Split = { cost: Number.POSITIVE_INFINITY };
    for (const symbol of symbols) {
      const remainder = splits.get(at + symbol.durationTicks);
      if (!remainder || !isReadable(kind, at, symbol, metre)) continue;
      const cost = 1 + breakCost + remainder.cost;
      if (cost < best.cost) best = { cost, symbol };
    }
    splits.set(at, best);
  }
  const parts: DurationSymbol[] = [];
  for (let at = from; at < to; ) {
    const symbol = splits.get(at)?.symbol;
    if (!symbol) throw new RangeError('No symbol fits');
    parts.push(symbol);
    at += symbol.durationTicks;
  }
  return parts;
}

function weakness(at: number, { beatTicks, middleTick }: MetreStructure): number {
  if (at === middleTick) return 0;
  if (at % beatTicks === 0) return 1;
  if (at % eighth === 0) return 2;
  return at % sixteenth === 0 ? 3 : 4;
}

function isReadable(
  kind: Kind,
  at: number,
  symbol: DurationSymbol,
  metre: MetreStructure,
): boolean {
  const { durationTicks, dots } = symbol;
  if (kind === 'note') {
    return metre.isCompound
      ? isReadableCompoundNote(at, durationTicks, metre)
      : isReadableNote(at, durationTicks, metre);
  }
  return metre.isCompound
    ? isReadableCompoundRest(at, durationTicks, metre)
    : dots === 0 && isReadableRest(at, durationTicks, metre);
}

function isReadableNote(at: number, duration: number, { middleTick }: MetreStructure): boolean {
  const end = at + duration;
  const crossesMiddle = middleTick !== undefined && at < middleTick && end > middleTick;
  const inQuarter = at % ticksPerQuarter;
  if (inQuarter === 0) {
    return !crossesMiddle || at === 0 || (at === ticksPerQuarter && duration === half);
  }
  if (end <= at - inQuarter + ticksPerQuarter) return isAligned(at, duration);
  // A quarter or dotted quarter after an eighth is a common syncopation.
  const isSyncopation = duration === ticksPerQuarter || duration === ticksPerQuarter + eighth;
  return inQuarter === eighth && isSyncopation && !crossesMiddle;
}

/** Whether a note longer than a thirty-second starts on a sixteenth. */
function isAligned(at: number, duration: number): boolean {
  return duration <= minTicks || at % sixteenth === 0;
}

function isReadableRest(at: number, duration: number, { middleTick }: MetreStructure): boolean {
  if (duration > ticksPerQuarter) {
    return middleTick !== undefined && duration === half && at % half === 0;
  }
  return at % duration === 0;
}

function isReadableCompoundNote(
  at: number,
  duration: number,
  { beatTicks, middleTick }: MetreStructure,
): boolean {
  const end = at + duration;
  const inBeat = at % beatTicks;
  if (inBeat === 0) {
    const crossesMiddle = middleTick !== undefined && at < middleTick && end > middleTick;
    return end <= at + beatTicks || (end % beatTicks === 0 && (!crossesMiddle || at === 0));
  }
  if (end > at - inBeat + beatTicks) return false;
  if (inBeat % eighth === 0) return true;
  // Two dotted eighths may divide a beat; any other note off the eighth grid ends with its eighth.
  return inBeat * 2 === beatTicks || duration <= eighth - (inBeat % eighth);
}

function isReadableCompoundRest(
  at: number,
  duration: number,
  { beatTicks, middleTick }: MetreStructure,
): boolean {
  const inBeat = at % beatTicks;
  if (duration > beatTicks)
    return duration === 2 * beatTicks && middleTick === 2 * beatTicks && at % duration === 0;
  if (duration === beatTicks) return inBeat === 0;
  if (duration === 2 * eighth) return inBeat === 0;
  return [eighth, sixteenth, minTicks].includes(duration) && inBeat % duration === 0;
}
