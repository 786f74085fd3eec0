import { type Score, ticksPerQuarter } from '@my-pitch/shared/score';
import { tickAtSeconds } from '@my-pitch/shared/time-map';
import { type Beat, beatTicks } from './beats.ts';

/** Clicks that lead into a position of the song. */
export interface CountIn {
  /** Seconds from the first click to the position. */
  readonly leadSeconds: number;
  /** Each click by its distance from the position, the first one first. */
  readonly clicks: readonly { readonly secondsBefore: number; readonly isDownbeat: boolean }[];
}

/** A position closer than this to a beat is on it. */
const onBeatSeconds = 1e-3;

/**
 * One measure of clicks in the tempo at a position, in phase with its beats, so that the singer comes
 * in correctly at any position of a measure.
 */
export function composeCountIn(score: Score, beats: readonly Beat[], seconds: number): CountIn {
  const perMeasure = beatsPerMeasure(score, seconds);
  const upcoming = Math.max(
    0,
    beats.findIndex((beat) => beat.seconds >= seconds - onBeatSeconds),
  );
  const [next, following] = [beats[upcoming], beats[upcoming + 1]];
  const beatSeconds = next && following ? following.seconds - next.seconds : 0.5;
  // The time from the last beat to the position, which is also the last click's distance from it.
  const intoBeat = next
    ? (beatSeconds - ((next.seconds - seconds) % beatSeconds)) % beatSeconds
    : 0;
  const lastBefore = intoBeat < onBeatSeconds ? beatSeconds : intoBeat;
  const clicks = Array.from({ length: perMeasure }, (_, i) => ({
    secondsBefore: lastBefore + (perMeasure - 1 - i) * beatSeconds,
    isDownbeat: beats[upcoming - perMeasure + i]?.isDownbeat ?? i === 0,
  }));
  return { leadSeconds: lastBefore + (perMeasure - 1) * beatSeconds, clicks };
}

function beatsPerMeasure({ measures, timeMap }: Score, seconds: number): number {
  const tick = tickAtSeconds(timeMap, seconds);
  const measure =
    measures.find(({ startTick, lengthTicks }) => tick < startTick + lengthTicks) ??
    measures.at(-1);
  if (!measure) return 4;
  const { beats, beatType } = measure.timeSignature;
  return Math.round((beats * 4 * ticksPerQuarter) / beatType / beatTicks(measure.timeSignature));
}
