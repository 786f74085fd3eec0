/** A vertical range of the window, in CSS pixels from its top. */
export interface VerticalRange {
  readonly top: number;
  readonly bottom: number;
}

/**
 * How far to scroll, in CSS pixels, to keep a note in the middle half of the window and in its
 * uncovered part; 0 if it is there already. Otherwise the note moves to 35 % of the height, which
 * leaves room to read ahead.
 * @param uncovered the part of the window between fixed elements at its top and bottom.
 */
export function followScroll(
  note: VerticalRange,
  windowHeight: number,
  uncovered: VerticalRange,
): number {
  const top = Math.max(windowHeight * 0.25, uncovered.top);
  const bottom = Math.min(windowHeight * 0.75, uncovered.bottom);
  if (note.top >= top && note.bottom <= bottom) return 0;
  return note.top - Math.max(windowHeight * 0.35, uncovered.top);
}
