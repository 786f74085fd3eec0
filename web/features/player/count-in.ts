import type { Score } from '@my-pitch/shared/score';
import { tickAtSeconds } from '@my-pitch/shared/time-map';
import { type Beat, beatTicks } from './beats.ts';

/** Clicks that lead to a place in the song. */
export interface CountIn {
  /** How long before the place they begin, in seconds of the song. */
  readonly leadSeconds: number;
  /** Each click, in seconds before the place; the first one lies farthest. */
  readonly clicks: readonly { readonly secondsBefore: number; readonly isDownbeat: boolean }[];
}

/**
 * One measure of clicks in the tempo of the place, in step with its beats, so that the singer falls
 * in at the right moment wherever in a measure the place is.
 */
export function composeCountIn(score: Score, beats: readonly Beat[], seconds: number): CountIn {
  const tick = tickAtSeconds(score.timeMap, seconds);
  const measure =
    score.measures.find(({ startTick, lengthTicks }) => tick < startTick + lengthTicks) ??
    score.measures.at(-1);
  const step = measure ? beatTicks(measure.timeSignature) : 48;
  const perMeasure = measure
    ? Math.round((measure.timeSignature.beats * 192) / measure.timeSignature.beatType / step)
    : 4;
  const upcoming = Math.max(
    0,
    beats.findIndex((beat) => beat.seconds >= seconds - 1e-3),
  );
  const [next, following] = [beats[upcoming], beats[upcoming + 1]];
  const beatSeconds = next && following ? following.seconds - next.seconds : 0.5;
  // Where in a beat the place is: so long before it the last click sounds.
  const intoBeat = next
    ? (beatSeconds - ((next.seconds - seconds) % beatSeconds)) % beatSeconds
    : 0;
  const lastBefore = intoBeat < 1e-3 ? beatSeconds : intoBeat;
  const clicks = Array.from({ length: perMeasure }, (_, i) => ({
    secondsBefore: lastBefore + (perMeasure - 1 - i) * beatSeconds,
    isDownbeat: beats[upcoming - perMeasure + i]?.isDownbeat ?? i === 0,
  }));
  return { leadSeconds: lastBefore + (perMeasure - 1) * beatSeconds, clicks };
}
