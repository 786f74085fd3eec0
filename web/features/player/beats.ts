import type { Measure, Score, TimeSignature } from '@my-pitch/shared/score';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import { secondsAtTick, tickAtSeconds } from '@my-pitch/shared/time-map';
import type { Clicks } from './engine/click-track.ts';
import { frameAt } from './engine/frame-at.ts';

/** A beat of the recording. */
export interface Beat {
  readonly seconds: number;
  readonly tick: number;
  /** Whether it is the first beat of a measure. */
  readonly isDownbeat: boolean;
}

/** Ticks per beat. A beat of compound time (6/8, 9/8, 12/8) has three of the signature's notes. */
export function beatTicks({ beats, beatType }: TimeSignature): number {
  const ticks = (4 * ticksPerQuarter) / beatType;
  return beatType >= 8 && beats > 3 && beats % 3 === 0 ? 3 * ticks : ticks;
}

/**
 * Every beat of the recording, at its time in the recording. Before the score begins and after it
 * ends, its first and last measure are repeated.
 */
export function composeBeats(score: Score, durationSeconds: number): readonly Beat[] {
  const beats = measuresOf(score, durationSeconds).flatMap(({ from, to, beat }) =>
    Array.from({ length: Math.ceil((to - from) / beat) }, (_, k) => ({
      tick: from + k * beat,
      isDownbeat: k === 0,
    })),
  );
  return beats
    .map((beat) => ({ ...beat, seconds: secondsAtTick(score.timeMap, beat.tick) }))
    .filter(({ seconds }) => seconds >= 0 && seconds < durationSeconds);
}

/** A measure and its beat, in ticks. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly beat: number;
}

/**
 * The measures that are added on either side at most. A song has fewer; a steep end of a time map, as
 * corrections of somebody else may have, would need millions.
 */
const maxAddedMeasures = 5000;

/** Measures from the recording's start to its end; a pickup is the end of a full measure. */
function measuresOf({ measures, timeMap }: Score, durationSeconds: number): readonly Span[] {
  const [first, ...others] = measures as [Measure, ...Measure[]];
  const last = measures.at(-1) as Measure;
  const startTick = tickAtSeconds(timeMap, 0);
  const endTick = tickAtSeconds(timeMap, durationSeconds);
  const spans = others.map((measure) => spanOf(measure, measure.startTick));
  const length = fullLength(first);
  let from = first.startTick + first.lengthTicks;
  const before: Span[] = [];
  do {
    from -= length;
    before.push(spanOf(first, from));
  } while (from > startTick && before.length < maxAddedMeasures);
  const after: Span[] = [];
  for (
    let at = last.startTick + last.lengthTicks;
    at < endTick && after.length < maxAddedMeasures;
    at += fullLength(last)
  ) {
    after.push(spanOf(last, at));
  }
  return [...before.reverse(), ...spans, ...after];
}

function spanOf(measure: Measure, from: number): Span {
  return { from, to: from + fullLength(measure), beat: beatTicks(measure.timeSignature) };
}

/** The metronome's clicks, in frames of the song. */
export function beatClicks(beats: readonly Beat[], rateHz: number): Clicks {
  return {
    positions: Float64Array.from(beats, ({ seconds }) => frameAt(seconds, rateHz)),
    accents: Uint8Array.from(beats, ({ isDownbeat }) => Number(isDownbeat)),
  };
}

function fullLength({ timeSignature: { beats, beatType } }: Measure): number {
  return (beats * 4 * ticksPerQuarter) / beatType;
}
