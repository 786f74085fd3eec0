import type { SungNote } from '@my-pitch/shared/analysis';
import type { GridNote } from '@my-pitch/shared/notation/lay-out-measures';
import { ticksPerQuarter } from '@my-pitch/shared/score';

const sixteenth = ticksPerQuarter / 4;
const eighth = ticksPerQuarter / 2;
/** A shorter pause is a breath or a consonant and is not written as a rest. */
const minRestTicks = eighth;
/**
 * Distribution of ln(sounding length / written length) of a quarter: its mean, and its spread below
 * and above. Longer notes lose less to the breath after them.
 */
const meanLogShare = -0.15;
const spreadBelow = 0.4;
const spreadAbove = 0.18;

/** Share of intervals shorter than `ticks` that end with a rest (Essen folk songs and OpenEWLD). */
const restShares: readonly (readonly [ticks: number, share: number])[] = [
  [48, 0.004],
  [72, 0.03],
  [96, 0.2],
  [120, 0.25],
  [168, 0.5],
  [Number.POSITIVE_INFINITY, 0.6],
];

/** Values that are written with one symbol, in ticks. */
const singleSymbolValues: ReadonlySet<number> = new Set([12, 24, 36, 48, 72, 96, 144, 192]);
/** Relative weight of values that need a tie. */
const tiedWeight = 0.3;
/** Relative weights of a note that ends on a quarter, on an eighth between quarters, or elsewhere. */
const endWeights = { quarter: 4, eighth: 1, other: 0.2 } as const;

/**
 * Chooses how long each note is written: up to the next note, or shorter and followed by a rest if
 * that is more probable for the sounding length. Notes do not overlap, and each has at least one tick.
 *
 * @param ticks written onsets, rising.
 * @param secondsPerQuarter at each onset.
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
  const total = shorter.reduce((sum, value) => sum + notationPrior(start, value), 0);
  let best = {
    value: interval,
    logProbability: Math.log(1 - restShare) + logLikelihood(sounding, interval),
  };
  for (const value of shorter) {
    const prior = (restShare * notationPrior(start, value)) / total;
    const logProbability = Math.log(prior) + logLikelihood(sounding, value);
    if (logProbability > best.logProbability) best = { value, logProbability };
  }
  return best.value;
}

/** The last note has no interval: only its sounding length counts. */
function lastValue(start: number, sounding: number): number {
  let best = { value: 0, logProbability: Number.NEGATIVE_INFINITY };
  for (const value of valuesNear(start, sounding)) {
    const logProbability = Math.log(notationPrior(start, value)) + logLikelihood(sounding, value);
    if (logProbability > best.logProbability) best = { value, logProbability };
  }
  return best.value;
}

/**
 * Candidate values from 0.6 to just above 2.5 times the sounding length, at least one and at most 40.
 * They end on sixteenths if shorter than a quarter, otherwise on eighths.
 */
function valuesNear(start: number, sounding: number): number[] {
  const spacing = sounding < ticksPerQuarter ? sixteenth : eighth;
  // A note that starts within a triplet ends with its quarter or later.
  const offset = start % sixteenth === 0 ? 0 : ticksPerQuarter - (start % ticksPerQuarter);
  const first = Math.floor((0.6 * sounding - offset) / spacing);
  const values: number[] = [];
  for (let n = Math.max(offset > 0 ? 0 : 1, first); values.length < 40; n++) {
    const value = offset + n * spacing;
    values.push(value);
    if (value > 2.5 * sounding) break;
  }
  return values;
}

/** Prior of a value in notation, by where the note ends and whether it needs a tie. Not normalised. */
function notationPrior(start: number, value: number): number {
  const end = (start + value) % ticksPerQuarter;
  const byEnd =
    end === 0 ? endWeights.quarter : end === eighth ? endWeights.eighth : endWeights.other;
  return byEnd * (singleSymbolValues.has(value) ? 1 : tiedWeight);
}

/** Log likelihood of the sounding length for a written value, up to a constant. */
function logLikelihood(sounding: number, value: number): number {
  const scale = Math.min(1, Math.sqrt(ticksPerQuarter / value));
  const difference = Math.log(sounding / value) - meanLogShare * scale;
  const spread = difference < 0 ? Math.max(spreadBelow / 2, spreadBelow * scale) : spreadAbove;
  return -0.5 * (difference / spread) ** 2;
}
