/**
 * The first frame that is not before a time. Rounded to the nearest, or by the last bit of a
 * product, a seek to a note would land in the one before it.
 */
export function frameAt(seconds: number, rateHz: number): number {
  const frame = Math.ceil(seconds * rateHz);
  return frame / rateHz < seconds ? frame + 1 : frame;
}
