import type { SungNote } from '@my-pitch/shared/analysis';
import type { GridNote } from '@my-pitch/shared/notation/lay-out-measures';
import { ticksPerQuarter } from '@my-pitch/shared/score';

const sixteenth = ticksPerQuarter / 4;
const eighth = ticksPerQuarter / 2;
/** A rest of less is a breath or a consonant, which nobody writes. */
const minRestTicks = eighth;
/**
 * The natural logarithm of what a quarter sounds for by what is written, and its spread below and
 * above; a longer note loses less by the breath after it.
 */
const usualLogShare = -0.15;
const spreadBelow = 0.4;
const spreadAbove = 0.18;

/** Share of intervals, by their ticks, that end with a rest (Essen folk songs and OpenEWLD). */
const restShares: readonly (readonly [ticks: number, share: number])[] = [
  [48, 0.004],
  [72, 0.03],
  [96, 0.2],
  [120, 0.25],
  [168, 0.5],
  [Number.POSITIVE_INFINITY, 0.6],
];

/** Written values that need one symbol, in ticks. */
const plainValues: ReadonlySet<number> = new Set([12, 24, 36, 48, 72, 96, 144, 192]);

/**
 * How long each note is written: until the next one, or shorter with a rest where that is what a
 * person would write for what was heard. No two notes overlap, and none is empty.
 *
 * @param ticks written onsets, rising.
 * @param secondsPerQuarter around each onset.
 */
export function chooseNoteValues(
  notes: readonly Pick<SungNote, 'startSeconds' | 'endSeconds'>[],
  ticks: readonly number[],
  secondsPerQuarter: readonly number[],
): GridNote[] {
  return notes.map(({ startSeconds, endSeconds }, i) => {
    const startTick = ticks[i] as number;
    const quarter = secondsPerQuarter[i] as number;
    const sounding = ((endSeconds - startSeconds) / quarter) * ticksPerQuarter;
    const next = ticks[i + 1];
    const value =
      next === undefined
        ? lastValue(startTick, sounding)
        : valueBefore(startTick, next - startTick, sounding);
    return { startTick, endTick: startTick + value };
  });
}

function valueBefore(start: number, interval: number, sounding: number): number {
  const restShare = restShares.find(([ticks]) => interval < ticks)?.[1] ?? 0;
  const shorter = valuesNear(start, sounding).filter((value) => value <= interval - minRestTicks);
  const total = shorter.reduce((sum, value) => sum + plainness(start, value), 0);
  let best = { value: interval, score: Math.log(1 - restShare) + logHeard(sounding, interval) };
  for (const value of shorter) {
    const share = (restShare * plainness(start, value)) / total;
    const score = Math.log(share) + logHeard(sounding, value);
    if (score > best.score) best = { value, score };
  }
  return best.value;
}

/** Nothing but what is heard tells how long the last note is. */
function lastValue(start: number, sounding: number): number {
  let best = { value: 0, score: Number.NEGATIVE_INFINITY };
  for (const value of valuesNear(start, sounding)) {
    const score = Math.log(plainness(start, value)) + logHeard(sounding, value);
    if (score > best.score) best = { value, score };
  }
  return best.value;
}

/** Values to consider for what was heard, which end on sixteenths when short and on eighths when long; at least one. */
function valuesNear(start: number, sounding: number): number[] {
  const step = sounding < ticksPerQuarter ? sixteenth : eighth;
  // From within a triplet, a note ends with the beat at the earliest.
  const offset = start % sixteenth === 0 ? 0 : ticksPerQuarter - (start % ticksPerQuarter);
  const first = Math.floor((0.6 * sounding - offset) / step);
  const values: number[] = [];
  for (let n = Math.max(offset > 0 ? 0 : 1, first); values.length < 40; n++) {
    const value = offset + n * step;
    values.push(value);
    if (value > 2.5 * sounding) break;
  }
  return values;
}

function plainness(start: number, value: number): number {
  const end = (start + value) % ticksPerQuarter;
  const place = end === 0 ? 4 : end === eighth ? 1 : 0.2;
  return place * (plainValues.has(value) ? 1 : 0.3);
}

function logHeard(sounding: number, value: number): number {
  const scale = Math.min(1, Math.sqrt(ticksPerQuarter / value));
  const away = Math.log(sounding / value) - usualLogShare * scale;
  const spread = away < 0 ? Math.max(spreadBelow / 2, spreadBelow * scale) : spreadAbove;
  return -0.5 * (away / spread) ** 2;
}
