import { chordGap, chordSize } from './planned-chords.ts';

const font = 'My Pitch Signs, Noto Sans KR Variable';
/** Chords shrink where they are crowded, down to this legible scale; then the next one moves aside. */
const minScale = 0.75;
/** Between two crowded chords. */
const leastGap = 4;

/** A chord of a row, where it begins. */
export interface ChordPlace {
  readonly text: string;
  readonly x: number;
}

/** The part of a drawing context that chords need. */
interface ChordContext {
  setFont(family: string, size: number): unknown;
  measureText(text: string): { readonly width: number };
  fillText(text: string, x: number, y: number): unknown;
}

/**
 * Prints the chords of a row on one line, none over another.
 * @param right where the row ends.
 */
export function printChords(
  context: ChordContext,
  places: readonly ChordPlace[],
  { baseline, right }: { readonly baseline: number; readonly right: number },
): void {
  let free = Number.NEGATIVE_INFINITY;
  for (const [index, { text, x }] of places.entries()) {
    const start = Math.max(x, free);
    context.setFont(font, chordSize);
    const { width } = context.measureText(text);
    const room = (places[index + 1]?.x ?? right + chordGap) - start - chordGap;
    const fit = Math.max(minScale, Math.min(1, room / width));
    context.setFont(font, chordSize * fit);
    context.fillText(text, start, baseline);
    free = start + width * fit + leastGap;
  }
}
