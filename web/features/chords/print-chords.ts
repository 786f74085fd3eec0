import { fitText, type TextContext } from '../score/engraving/fit-text.ts';
import { chordGap, chordSize } from './planned-chords.ts';

/** Chords shrink where they are crowded, down to this legible scale; then the next one moves aside. */
const minScale = 0.75;
/** Between two crowded chords. */
const leastGap = 4;

/** A chord of a row, where it begins. */
export interface ChordPlace {
  readonly text: string;
  readonly x: number;
}

/**
 * Prints the chords of a row on one line, none over another.
 * @param right where the row ends.
 */
export function printChords(
  context: TextContext,
  places: readonly ChordPlace[],
  { baseline, right }: { readonly baseline: number; readonly right: number },
): void {
  let free = Number.NEGATIVE_INFINITY;
  for (const [index, { text, x }] of places.entries()) {
    const start = Math.max(x, free);
    const room = (places[index + 1]?.x ?? right + chordGap) - start - chordGap;
    const width = fitText(context, text, { size: chordSize, minScale, room });
    context.fillText(text, start, baseline);
    free = start + width + leastGap;
  }
}
