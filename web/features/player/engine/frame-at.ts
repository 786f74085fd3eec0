/**
 * The first frame that is not before a time. Rounding to the nearest frame, or a rounding error in
 * the product, would put a seek to a note into the note before it.
 */
export function frameAt(seconds: number, rateHz: number): number {
  const frame = Math.ceil(seconds * rateHz);
  return frame / rateHz < seconds ? frame + 1 : frame;
}
