import type { ScalingInput } from './desired-workers.ts';

/** One look at the songs. The scaler keeps the samples of the last minutes from one run to the next. */
export interface ArrivalSample {
  readonly atSeconds: number;
  /** Songs that wait or are in flight. */
  readonly songs: number;
  /** Songs that came since the first sample, by estimate. */
  readonly arrived: number;
}

const recentSeconds = 60;
const earlierSeconds = 120;
const keptSeconds = 300;
/** Closer samples replace each other. */
const sampleEverySeconds = 20;

/**
 * Adds a sample. Songs that came since the last one are those that are more now, and those that the
 * workers have done meanwhile.
 * @returns at most some 20 samples, oldest first.
 */
export function withArrivalSample(
  samples: readonly ArrivalSample[],
  atSeconds: number,
  input: Pick<ScalingInput, 'waiting' | 'inFlight' | 'cpu' | 'gpu'>,
): readonly ArrivalSample[] {
  const songs = input.waiting + input.inFlight;
  const last = samples.at(-1);
  if (last === undefined) return [{ atSeconds, songs, arrived: 0 }];
  const done = songsDonePerSecond(input) * (atSeconds - last.atSeconds);
  const arrived = last.arrived + Math.max(0, songs - last.songs + done);
  const before = samples.at(-2);
  const isClose = before !== undefined && last.atSeconds - before.atSeconds < sampleEverySeconds;
  const kept = isClose ? samples.slice(0, -1) : samples;
  const oldest = atSeconds - keptSeconds;
  return [...kept.filter((sample) => sample.atSeconds >= oldest), { atSeconds, songs, arrived }];
}

/**
 * The rate at which songs keep coming: the lower one of the last minute's and of the minutes' before. A
 * burst is in one of the two only, so it does not count as a rate.
 * @returns songs per second; 0 while the samples cover less than three minutes.
 */
export function steadySongsPerSecond(samples: readonly ArrivalSample[]): number {
  const [oldest, newest] = [samples[0], samples.at(-1)];
  if (oldest === undefined || newest === undefined) return 0;
  const middle = samples.findLast(({ atSeconds }) => atSeconds <= newest.atSeconds - recentSeconds);
  if (middle === undefined || middle.atSeconds - oldest.atSeconds < earlierSeconds) return 0;
  return Math.min(rateBetween(middle, newest), rateBetween(oldest, middle));
}

function rateBetween(from: ArrivalSample, to: ArrivalSample): number {
  return (to.arrived - from.arrived) / (to.atSeconds - from.atSeconds);
}

/** By the busy workers, and the share of the songs that they could have at once. */
function songsDonePerSecond({
  inFlight,
  cpu,
  gpu,
}: Pick<ScalingInput, 'inFlight' | 'cpu' | 'gpu'>) {
  const capacity = cpu.busy * cpu.songsAtOnce + gpu.busy * gpu.songsAtOnce;
  if (capacity === 0) return 0;
  const rate = cpu.busy / cpu.songSeconds + gpu.busy / gpu.songSeconds;
  return rate * Math.min(1, inFlight / capacity);
}
