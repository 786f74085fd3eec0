import type { Score } from './score.ts';

type TimeMap = Score['timeMap'];
type Axis = 'tick' | 'seconds';

/**
 * The time of a tick in the recording: linear interpolation between the map's points, linear
 * extrapolation of the first and last segment beyond its ends.
 */
export function secondsAtTick(map: TimeMap, tick: number): number {
  return convert(map, 'tick', 'seconds', tick);
}

/** The (fractional) tick at a time of the recording; the inverse of {@link secondsAtTick}. */
export function tickAtSeconds(map: TimeMap, seconds: number): number {
  return convert(map, 'seconds', 'tick', seconds);
}

function convert(map: TimeMap, from: Axis, to: Axis, value: number): number {
  const later = map.findIndex((point) => point[from] > value);
  const end = later === -1 ? map.length - 1 : Math.max(1, later);
  const [start, stop] = [map[end - 1], map[end]];
  if (!start || !stop) throw new RangeError('A time map has at least two points');
  const fraction = (value - start[from]) / (stop[from] - start[from]);
  return start[to] + fraction * (stop[to] - start[to]);
}
