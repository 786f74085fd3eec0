import { ticksPerQuarter } from '@my-pitch/shared/score';

/**
 * Tempo of tunes by how many notes they have: ln(quarters a minute) against the mean of ln(quarters
 * between notes). Over POP909 alone the slope is 0.72 and the spread 0.15; other tunes are sung
 * nearer to one pulse of about 90, whatever their notes.
 */
const intercept = 4.55;
const slope = 0.35;
const spread = 0.25;
/** Longer intervals are rests and held notes, which say nothing about how many notes a tune has. */
const maxCountedTicks = 2 * ticksPerQuarter;

/** The middle tempo, in quarters a minute, of tunes by the mean logarithm of their intervals in quarters. */
export function usualBpm(meanLogQuarters: number): number {
  return Math.exp(intercept + slope * meanLogQuarters);
}

/**
 * The beat that is felt most readily, and its spread (Parncutt, Music Perception 11, 1994: 0.6 s,
 * 0.2 in log10).
 */
const usualBeatSeconds = 0.6;
const beatSpread = 0.46;

/** How readily a beat is felt: a log probability, but for a constant. */
export function beatLogPrior(seconds: number): number {
  return -0.5 * (Math.log(seconds / usualBeatSeconds) / beatSpread) ** 2;
}

/** How usual a tempo is for such tunes: a log probability, but for a constant. */
export function tempoLogPrior(bpm: number, meanLogQuarters: number): number {
  return -0.5 * (Math.log(bpm / usualBpm(meanLogQuarters)) / spread) ** 2;
}

/** Mean of the natural logarithm of the intervals between written onsets, in quarters. */
export function meanLogInterval(ticks: readonly number[]): number {
  const logs = ticks
    .slice(1)
    .map((tick, i) => Math.min(maxCountedTicks, tick - (ticks[i] as number)) / ticksPerQuarter)
    .map(Math.log);
  return logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length);
}
