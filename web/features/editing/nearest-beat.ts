import type { TimePoint } from '@my-pitch/shared/editable-document';
import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import type { Score } from '@my-pitch/shared/score';
import { tickAtSeconds } from '@my-pitch/shared/time-map';

export type BeatUnit = 'barline' | 'beat';

/** A position this close to a sung onset, in seconds, means the onset. */
const onsetReach = 0.12;

/** The barline or the beat that is nearest to a time of the recording; `undefined` without one. */
function nearestBeat(
  { measures, timeMap }: Pick<Score, 'measures' | 'timeMap'>,
  seconds: number,
  unit: BeatUnit,
): number | undefined {
  const ticks = measures.flatMap(({ startTick, lengthTicks, timeSignature }) => {
    const { beatTicks } = metreStructure(timeSignature);
    const count = unit === 'barline' ? 1 : Math.ceil(lengthTicks / beatTicks);
    return Array.from({ length: count }, (_, beat) => startTick + beat * beatTicks);
  });
  const target = tickAtSeconds(timeMap, seconds);
  return ticks
    .filter((tick) => tick > 0)
    .toSorted((a, b) => Math.abs(a - target) - Math.abs(b - target))[0];
}

/** A beat at a playback position, at the sung onset if one is close. */
export function beatHere(score: Score, seconds: number, unit: BeatUnit): TimePoint | undefined {
  const tick = nearestBeat(score, seconds, unit);
  if (tick === undefined) return undefined;
  const onset = score.sungNotes
    .map(({ startSeconds }) => startSeconds)
    .toSorted((a, b) => Math.abs(a - seconds) - Math.abs(b - seconds))[0];
  const isNear = onset !== undefined && Math.abs(onset - seconds) <= onsetReach;
  return { tick, seconds: isNear ? onset : seconds };
}
