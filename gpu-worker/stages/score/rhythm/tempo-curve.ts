import { type Score, type TimeSignature, ticksPerQuarter } from '@my-pitch/shared/score';

/** A sung onset: when it was heard, and where the beat would have it. */
export interface TimedOnset {
  readonly seconds: number;
  /** Ticks in the score, swing included. */
  readonly tick: number;
}

/** Onsets this near, in ticks, together tell where the beat is. */
const smoothingTicks = 1.5 * ticksPerQuarter;
const smoothingNeighbours = 8;
/** A tempo mark is printed when the tempo of this many measures strays from the last mark by this share. */
const measuresPerMark = 4;
const markedChange = 0.12;
/** Nobody prints a tempo outside these, whatever a few false notes say. */
const slowestMark = 30;
const fastestMark = 260;

/** Rising seconds over rising ticks. */
export type BeatMap = readonly TimedOnset[];

/**
 * The beat under the sung onsets: a local regression, so that a note before or after its beat does
 * not bend it. At least two points, both coordinates strictly rising.
 *
 * @param onsets in time order, at least one.
 * @param secondsPerQuarter where a single onset leaves the tempo open.
 */
export function smoothBeats(onsets: readonly TimedOnset[], secondsPerQuarter: number): BeatMap {
  const map: TimedOnset[] = [];
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

/** The value at `tick` of the line through the onsets, the near ones first. */
function regress(near: readonly TimedOnset[], tick: number, secondsPerQuarter: number): number {
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

/** Seconds of every `step` ticks from `fromTick` to `toTick`. */
export function beatTimes(map: BeatMap, fromTick: number, toTick: number, step: number): number[] {
  const times: number[] = [];
  let segment = 1;
  for (let tick = fromTick; tick <= toTick; tick += step) {
    while (segment < map.length - 1 && (map[segment] as TimedOnset).tick < tick) segment++;
    const [from, to] = [map[segment - 1] as TimedOnset, map[segment] as TimedOnset];
    const share = (tick - from.tick) / (to.tick - from.tick);
    times.push(from.seconds + share * (to.seconds - from.seconds));
  }
  return times;
}

/** The tempo at the beginning, and wherever it is really another one from then on. */
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
    const heard = (60 * window) / ticksPerQuarter / (to - from);
    const quarterBpm = Math.min(fastestMark, Math.max(slowestMark, heard));
    const last = marks.at(-1);
    const strays = !last || Math.abs(Math.log(quarterBpm / last.quarterBpm)) > markedChange;
    if (strays) marks.push({ tick, quarterBpm: Math.round(quarterBpm * 10) / 10 });
  }
  return marks;
}
