import { ticksPerQuarter } from '@my-pitch/shared/score';

/**
 * Linear regression of ln(quarters per minute) on the mean of ln(quarters between notes). Tunes with
 * many short notes are slower. Over POP909 alone the slope is 0.72 and the spread 0.15; other tunes
 * are sung nearer to 90 a minute, whatever their note density.
 */
const intercept = 4.55;
const slope = 0.35;
const spread = 0.25;
/** Longer intervals are rests and held notes. They are clipped, because they do not show the note density. */
const maxCountedTicks = 2 * ticksPerQuarter;

/** Median tempo, in quarters per minute, of tunes with this mean log interval in quarters. */
export function medianBpm(meanLogQuarters: number): number {
  return Math.exp(intercept + slope * meanLogQuarters);
}

/**
 * The preferred beat and its spread (Parncutt, Music Perception 11, 1994: 0.6 s, 0.2 in log10).
 */
const preferredBeatSeconds = 0.6;
const beatSpread = 0.46;

/** Log prior of a beat length, up to a constant. */
export function beatLogPrior(seconds: number): number {
  return -0.5 * (Math.log(seconds / preferredBeatSeconds) / beatSpread) ** 2;
}

/** Log prior of a tempo for tunes with this mean log interval, up to a constant. */
export function tempoLogPrior(bpm: number, meanLogQuarters: number): number {
  return -0.5 * (Math.log(bpm / medianBpm(meanLogQuarters)) / spread) ** 2;
}

/** Songs are hardly ever written slower or faster, in quarters a minute. */
const usualBpm = { min: 50, max: 200 };
/** A voice alone is hardly ever written faster: rhythm does not tell quarters at 160 from eighths at 80. */
const maxUnaccompaniedBpm = 135;
/** Standard deviation of the logarithm beyond. */
const unusualSpread = 0.07;
/**
 * Nats for each factor of e in tempo: twice as fast is 3.5 times as probable. The networks prefer the slower
 * of two readings, because shorter measures have fewer rhythms. Chosen on the tuning side
 * (docs/experiments/rhythm-and-key.md).
 */
const fasterNats = 1.8;
const meanUnaccompaniedBpm = 90;

/** Log prior of a tempo that is slower or faster than songs are written; 0 for all others. */
export function unusualTempoLogPrior(quarterBpm: number): number {
  return logPriorBeyond(quarterBpm, usualBpm);
}

/**
 * Log prior of a tempo for a voice without a band, up to a constant. Within the usual tempos the rhythm
 * decides: singers take the same song at nearly any of them.
 */
export function unaccompaniedTempoLogPrior(quarterBpm: number): number {
  const faster = fasterNats * Math.log(quarterBpm / meanUnaccompaniedBpm);
  return faster + logPriorBeyond(quarterBpm, { ...usualBpm, max: maxUnaccompaniedBpm });
}

function logPriorBeyond(quarterBpm: number, { min, max }: { min: number; max: number }): number {
  const beyond = Math.max(min / quarterBpm, quarterBpm / max, 1);
  return -0.5 * (Math.log(beyond) / unusualSpread) ** 2;
}

/** Mean of ln(interval in quarters) between written onsets, each interval clipped to a half note; 0 for a single onset. */
export function meanLogInterval(ticks: readonly number[]): number {
  const logs = ticks
    .slice(1)
    .map((tick, i) => Math.min(maxCountedTicks, tick - (ticks[i] as number)) / ticksPerQuarter)
    .map(Math.log);
  return logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length);
}
