import type { Loop } from './song-player.ts';
import type { TimelineEntry } from './timeline.ts';

/** How long a loop is that was given only one end. */
const openLoopSeconds = 4;

/** The loop from one note to another, whichever comes first; `undefined` for a note that is not there. */
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

/** A loop whose start is moved here; its end stays if it lies behind. */
export function loopFrom(loop: Loop | undefined, seconds: number, duration: number): Loop {
  const end = loop && loop.endSeconds > seconds ? loop.endSeconds : seconds + openLoopSeconds;
  return { startSeconds: seconds, endSeconds: Math.min(duration, end) };
}

/** A loop whose end is moved here; its start stays if it lies before. */
export function loopUntil(loop: Loop | undefined, seconds: number): Loop {
  const start = loop && loop.startSeconds < seconds ? loop.startSeconds : seconds - openLoopSeconds;
  return { startSeconds: Math.max(0, start), endSeconds: seconds };
}
