import { chordGap, chordSize } from './planned-chords.ts';

const font = 'My Pitch Signs, Noto Sans KR Variable';
/** Chords shrink where they are crowded, down to this legible scale. */
const minScale = 0.65;

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
 * Prints the chords of a row on one line.
 * @param right where the row ends.
 */
export function printChords(
  context: ChordContext,
  places: readonly ChordPlace[],
  { baseline, right }: { readonly baseline: number; readonly right: number },
): void {
  for (const [index, { text, x }] of places.entries()) {
    context.setFont(font, chordSize);
    const room = (places[index + 1]?.x ?? right + chordGap) - x - chordGap;
    const fit = Math.max(minScale, Math.min(1, room / context.measureText(text).width));
    context.setFont(font, chordSize * fit);
    context.fillText(text, x, baseline);
  }
}
