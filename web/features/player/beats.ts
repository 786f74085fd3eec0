import type { Measure, Score, TimeSignature } from '@my-pitch/shared/score';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import { secondsAtTick, tickAtSeconds } from '@my-pitch/shared/time-map';

/** A beat of the recording. */
export interface Beat {
  readonly seconds: number;
  readonly tick: number;
  /** Whether a measure begins with it. */
  readonly isDownbeat: boolean;
}

/** The ticks from beat to beat: in compound time (6/8, 9/8, 12/8) three of the signature's notes. */
export function beatTicks({ beats, beatType }: TimeSignature): number {
  const ticks = (4 * ticksPerQuarter) / beatType;
  return beatType >= 8 && beats > 3 && beats % 3 === 0 ? 3 * ticks : ticks;
}

/**
 * Every beat of the recording, where it was heard: before the score begins and after it ends the
 * nearest measures go on.
 */
export function composeBeats(score: Score, durationSeconds: number): readonly Beat[] {
  const beats = measuresOf(score, durationSeconds).flatMap(({ from, to, step }) =>
    Array.from({ length: Math.ceil((to - from) / step) }, (_, k) => ({
      tick: from + k * step,
      isDownbeat: k === 0,
    })),
  );
  return beats
    .map((beat) => ({ ...beat, seconds: secondsAtTick(score.timeMap, beat.tick) }))
    .filter(({ seconds }) => seconds >= 0 && seconds < durationSeconds);
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Measures from the recording's start to its end, in ticks; a pickup is part of a whole one. */
function measuresOf({ measures, timeMap }: Score, durationSeconds: number): readonly Span[] {
  const [first, ...rest] = measures as [Measure, ...Measure[]];
  const last = measures.at(-1) as Measure;
  const startTick = tickAtSeconds(timeMap, 0);
  const endTick = tickAtSeconds(timeMap, durationSeconds);
  const spans = rest.map((measure) => spanOf(measure, measure.startTick));
  const length = fullLength(first);
  let from = first.startTick + first.lengthTicks;
  do {
    from -= length;
    spans.unshift(spanOf(first, from));
  } while (from > startTick);
  for (let at = last.startTick + last.lengthTicks; at < endTick; at += fullLength(last)) {
    spans.push(spanOf(last, at));
  }
  return spans;
}

function spanOf(measure: Measure, from: number): Span {
  return { from, to: from + fullLength(measure), step: beatTicks(measure.timeSignature) };
}

function fullLength({ timeSignature: { beats, beatType } }: Measure): number {
  return (beats * 4 * ticksPerQuarter) / beatType;
}
