import { chordLabel } from '@my-pitch/shared/chords/chord-label';
import type { Measure, Score } from '@my-pitch/shared/score';
import { wordSize, wordWidth } from '../lyrics/word-width.ts';

/** Of chords above the staff, in VexFlow's units: a staff is 40 high. */
export const chordSize = 14;
/** Between two chords. */
export const chordGap = 8;

/** A chord above a measure. */
export interface PlannedChord {
  readonly text: string;
  /** The element with which or in which it begins. */
  readonly element: number;
  /** How much of that element is over when it begins, 0 to 1. */
  readonly share: number;
}

/** The chords that begin in a measure. */
export function chordsAbove(score: Score, measure: Measure): readonly PlannedChord[] {
  const end = measure.startTick + measure.lengthTicks;
  return (score.chords ?? []).flatMap((chord) => {
    const { startTick } = chord;
    if (startTick < measure.startTick || startTick >= end) return [];
    const element = measure.elements.findLastIndex((each) => each.startTick <= startTick);
    const { startTick: start = 0, durationTicks = 1 } = measure.elements[element] ?? {};
    const text = chordLabel(chord);
    return [{ text, element: Math.max(0, element), share: (startTick - start) / durationTicks }];
  });
}

/** Estimates the width that the chords of a measure need, without a canvas. */
export function estimateChordsWidth(chords: readonly PlannedChord[]): number {
  return chords.reduce(
    (sum, { text }) => sum + (wordWidth(text) * chordSize) / wordSize + chordGap,
    0,
  );
}
