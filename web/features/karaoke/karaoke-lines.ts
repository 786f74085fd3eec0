import {
  type TimedLine,
  type TimedSyllable,
  timedLines,
} from '@my-pitch/shared/lyrics/timed-lines';
import type { Score } from '@my-pitch/shared/score';
import type { Beat } from '../player/beats.ts';
import { composeCountIn } from '../player/count-in.ts';

/** A line as the karaoke view shows it. */
export interface KaraokeLine extends TimedLine {
  /** From when it is the current line: the end of the line before it. */
  readonly currentFromSeconds: number;
  /** The beats that lead into it after a pause, one measure of them; none without a pause. */
  readonly countInSeconds: readonly number[];
}

/** A shorter pause is a breath: its dots would only distract. */
const shortestPauseSeconds = 3;

/** The lines of a verse, with the beats that count in after pauses. */
export function karaokeLines(
  score: Score,
  beats: readonly Beat[],
  verse: number,
): readonly KaraokeLine[] {
  const lines = timedLines(score, verse);
  return lines.map((line, index) => {
    const endBefore = lines[index - 1]?.endSeconds ?? 0;
    // Lines may share a note, or be corrected to overlap.
    const currentFromSeconds = Math.min(endBefore, line.startSeconds);
    return {
      ...line,
      currentFromSeconds,
      countInSeconds: countInAfter(currentFromSeconds, line.startSeconds, { score, beats }),
    };
  });
}

function countInAfter(
  pauseFrom: number,
  lineStart: number,
  { score, beats }: { readonly score: Score; readonly beats: readonly Beat[] },
): readonly number[] {
  const { leadSeconds, clicks } = composeCountIn(score, beats, lineStart);
  if (lineStart - pauseFrom < Math.max(shortestPauseSeconds, leadSeconds)) return [];
  return clicks.map(({ secondsBefore }) => lineStart - secondsBefore);
}

/** The index of the current line: the last one that is current by then, the first one before. */
export function currentLine(lines: readonly KaraokeLine[], seconds: number): number {
  return Math.max(
    0,
    lines.findLastIndex(({ currentFromSeconds }) => currentFromSeconds <= seconds),
  );
}

/** How much of a syllable has been sung, 0 to 1. */
export function sungShare(
  { startSeconds, endSeconds }: Pick<TimedSyllable, 'startSeconds' | 'endSeconds'>,
  seconds: number,
): number {
  const share = (seconds - startSeconds) / (endSeconds - startSeconds);
  // A syllable without a length is 0 / 0 at its time.
  return Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share));
}
