import { type BarRange, barNumber, isInBars } from '../../lib/bar-range.ts';
import type { Bar } from './measure-starts.ts';
import type { Loop } from './song-player.ts';
import type { TimelineEntry } from './timeline.ts';

/** Length of a loop of which only one end was set. */
const defaultLoopSeconds = 4;
/** Shorter loops are ignored. */
const minLoopSeconds = 0.1;
/** A note that starts this close to the loop's end is not part of it: ends are rounded to frames. */
const edgeSeconds = 0.01;

/** The loop from one note to another, in either order; `undefined` if a note does not exist. */
export function loopOverNotes(
  timeline: readonly TimelineEntry[],
  oneId: string,
  otherId: string,
): Loop | undefined {
  const ends = [oneId, otherId].map((id) => timeline.find(({ elementId }) => elementId === id));
  const [one, other] = ends;
  if (!one || !other) return undefined;
  return {
    startSeconds: Math.min(one.startSeconds, other.startSeconds),
    endSeconds: Math.max(one.endSeconds, other.endSeconds),
  };
}

/** Moves the loop's start to a time; keeps its end if that is later. */
export function loopFrom(loop: Loop | undefined, seconds: number, duration: number): Loop {
  const end = loop && loop.endSeconds > seconds ? loop.endSeconds : seconds + defaultLoopSeconds;
  return { startSeconds: seconds, endSeconds: Math.min(duration, end) };
}

/** Moves the loop's end to a time; keeps its start if that is earlier. */
export function loopUntil(loop: Loop | undefined, seconds: number): Loop {
  const start =
    loop && loop.startSeconds < seconds ? loop.startSeconds : seconds - defaultLoopSeconds;
  return { startSeconds: Math.max(0, start), endSeconds: seconds };
}

export function isLongEnough({ startSeconds, endSeconds }: Loop): boolean {
  return endSeconds - startSeconds >= minLoopSeconds;
}

/** Whether a time is in the loop; its end is not. */
export function isInLoop({ startSeconds, endSeconds }: Loop, seconds: number): boolean {
  return seconds >= startSeconds && seconds < endSeconds;
}

/** Whether something that starts at a time belongs to a loop. */
export function startsInLoop({ startSeconds, endSeconds }: Loop, seconds: number): boolean {
  return seconds >= startSeconds - edgeSeconds && seconds < endSeconds - edgeSeconds;
}

/** The loop over measures with these numbers; `undefined` if there are none. */
export function loopOverBars(bars: readonly Bar[], range: BarRange): Loop | undefined {
  const chosen = bars.filter(({ number }) => isInBars(range, number));
  const [first, last] = [chosen[0], chosen.at(-1)];
  return first && last && { startSeconds: first.startSeconds, endSeconds: last.endSeconds };
}

/** The numbers of the measures that a loop touches; `undefined` without measures. */
export function barsOfLoop(bars: readonly Bar[], loop: Loop): BarRange | undefined {
  const first = bars.findLast(
    ({ startSeconds }) => startSeconds <= loop.startSeconds + edgeSeconds,
  );
  const last = bars.findLast(({ startSeconds }) => startsInLoop(loop, startSeconds));
  const from = first ?? bars[0];
  if (!from) return undefined;
  const number = barNumber(from.number);
  return { from: number, to: Math.max(number, last?.number ?? number) };
}
