import { type Score, type TimeSignature, ticksPerQuarter } from '@my-pitch/shared/score';

/** A time in the recording and its tick in the score. */
export interface TimedTick {
  readonly seconds: number;
  /** With swing, where the tick sounds. */
  readonly tick: number;
}

/** Standard deviation, in ticks, of the Gaussian that weights the neighbours of an onset. */
const smoothingTicks = 1.5 * ticksPerQuarter;
const smoothingNeighbours = 8;
/** A tempo mark is printed if the mean tempo of this many measures differs from the last mark by this much, in ln. */
const measuresPerMark = 4;
const minMarkedChange = 0.12;
/** Printed tempos are clamped to this range. Only false notes lead outside it. */
const minMarkBpm = 30;
const maxMarkBpm = 260;

/** Rising seconds over rising ticks. */
export type BeatMap = readonly TimedTick[];

/**
 * The beat under the sung onsets, by local linear regression: a single early or late note does not
 * bend it. At least two points, both coordinates strictly rising.
 *
 * @param onsets in time order, at least one.
 * @param secondsPerQuarter the tempo if a single onset does not determine it.
 */
export function smoothBeats(onsets: readonly TimedTick[], secondsPerQuarter: number): BeatMap {
  const map: TimedTick[] = [];
  onsets.forEach(({ tick }, i) => {
    const near = onsets.slice(Math.max(0, i - smoothingNeighbours), i + smoothingNeighbours + 1);
    const point = { tick, seconds: regress(near, tick, secondsPerQuarter) };
    const last = map.at(-1);
    if (!last || (point.tick > last.tick && point.seconds > last.seconds)) map.push(point);
  });
  const last = map.at(-1) ?? { tick: 0, seconds: 0 };
  if (map.length < 2) {
    map.push({ tick: last.tick + ticksPerQuarter, seconds: last.seconds + secondsPerQuarter });
  }
  return map;
}

/** Seconds at `tick` on the weighted least-squares line through the onsets. */
function regress(near: readonly TimedTick[], tick: number, secondsPerQuarter: number): number {
  let [weights, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (const onset of near) {
    const dx = onset.tick - tick;
    const weight = Math.exp(-0.5 * (dx / smoothingTicks) ** 2);
    weights += weight;
    x += weight * dx;
    y += weight * onset.seconds;
    xx += weight * dx * dx;
    xy += weight * dx * onset.seconds;
  }
  const spread = weights * xx - x * x;
  const slope = spread > 1 ? (weights * xy - x * y) / spread : secondsPerQuarter / ticksPerQuarter;
  return (y - slope * x) / weights;
}

/** Seconds of every `spacing` ticks from `fromTick` to `toTick`. Beyond the map its outer segments continue. */
export function beatTimes(
  map: BeatMap,
  fromTick: number,
  toTick: number,
  spacing: number,
): number[] {
  const times: number[] = [];
  let segment = 1;
  for (let tick = fromTick; tick <= toTick; tick += spacing) {
    while (segment < map.length - 1 && (map[segment] as TimedTick).tick < tick) segment++;
    const [from, to] = [map[segment - 1] as TimedTick, map[segment] as TimedTick];
    const share = (tick - from.tick) / (to.tick - from.tick);
    times.push(from.seconds + share * (to.seconds - from.seconds));
  }
  return times;
}

/** Tempo marks: one at the beginning, and one at each measure from which the tempo differs clearly. */
export function markTempos(
  map: BeatMap,
  lastTick: number,
  { beats, beatType }: TimeSignature,
): Score['tempos'] {
  const measure = (4 * ticksPerQuarter * beats) / beatType;
  const window = measuresPerMark * measure;
  const marks: Score['tempos'] = [];
  for (let tick = 0; tick === 0 || tick + window <= lastTick; tick += measure) {
    const [from, to] = beatTimes(map, tick, tick + window, window) as [number, number];
    const measuredBpm = (60 * window) / ticksPerQuarter / (to - from);
    const quarterBpm = Math.min(maxMarkBpm, Math.max(minMarkBpm, measuredBpm));
    const last = marks.at(-1);
    const isChange = !last || Math.abs(Math.log(quarterBpm / last.quarterBpm)) > minMarkedChange;
    if (isChange) marks.push({ tick, quarterBpm: Math.round(quarterBpm * 10) / 10 });
  }
  return marks;
}
