/** A stretch of the window's height, in CSS pixels from its top. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
}

/**
 * How far to scroll, in CSS pixels, so that a note stays in the middle half of the window, and out
 * from under what covers its ends; 0 when it is there already. A note that left it is brought to
 * 35 %, with room to go on reading.
 * @param free what of the window nothing covers.
 */
export function followScroll(note: Stretch, windowHeight: number, free: Stretch): number {
  const top = Math.max(windowHeight * 0.25, free.top);
  const bottom = Math.min(windowHeight * 0.75, free.bottom);
  if (note.top >= top && note.bottom <= bottom) return 0;
  return note.top - Math.max(windowHeight * 0.35, free.top);
}
