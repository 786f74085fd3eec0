import type { ScoreElement } from '../score.ts';
import type { ScoreChord } from './score-chord.ts';

/** The chords that begin with a note or rest, or while it lasts. */
export function chordsDuring(
  chords: readonly ScoreChord[] = [],
  { startTick, durationTicks }: Pick<ScoreElement, 'startTick' | 'durationTicks'>,
): ScoreChord[] {
  return chords.filter((chord) => {
    return chord.startTick >= startTick && chord.startTick < startTick + durationTicks;
  });
}
