import { medianOf } from '@my-pitch/shared/scoring/median';

const blockSeconds = 0.002;
/** A click begins where the level rises to this multiple of the level before it. */
const rise = 6;
/** The level before a click is the median over this time. */
const beforeSeconds = 0.06;
/** Within this time after a click there is no other one: room and decay. */
const deadSeconds = 0.25;
/** Quieter sounds are noise. */
const minLevel = 0.004;

/**
 * The times at which clicks or claps begin in a recording, in seconds, ascending.
 * @param samples −1 to 1.
 */
export function findClicks(samples: Float32Array, sampleRateHz: number): readonly number[] {
  const size = Math.round(blockSeconds * sampleRateHz);
  const levels = Array.from({ length: Math.floor(samples.length / size) }, (_, block) =>
    samples
      .subarray(block * size, (block + 1) * size)
      .reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
  );
  const before = Math.round(beforeSeconds / blockSeconds);
  const clicks: number[] = [];
  levels.forEach((level, block) => {
    const seconds = (block * size) / sampleRateHz;
    if (seconds - (clicks.at(-1) ?? Number.NEGATIVE_INFINITY) < deadSeconds) return;
    const floor = medianOf(levels.slice(Math.max(0, block - before), block)) ?? 0;
    if (level >= minLevel && level > rise * floor) clicks.push(seconds);
  });
  return clicks;
}

const maxLatencySeconds = 0.5;
const minClicks = 4;
/** Half of the clicks have to agree to this. */
const maxDeviationSeconds = 0.03;

/**
 * The latency from clicks that were played and heard, or clapped to: the median from each click to the first one that
 * is heard after it. A clap may come a little before its click.
 * @returns `undefined` if too few were heard, or if they do not agree.
 */
export function latencyOf(
  playedSeconds: readonly number[],
  heardSeconds: readonly number[],
): number | undefined {
  const delays = playedSeconds.flatMap((played) => {
    const delay = heardSeconds
      .map((heard) => heard - played)
      .find((each) => each > -0.05 && each < maxLatencySeconds);
    return delay === undefined ? [] : [delay];
  });
  const median = medianOf(delays);
  if (median === undefined || delays.length < minClicks) return undefined;
  const deviation = medianOf(delays.map((delay) => Math.abs(delay - median))) ?? 0;
  return deviation <= maxDeviationSeconds ? Math.max(0, median) : undefined;
}
