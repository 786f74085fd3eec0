import { z } from 'zod';

/** A moment of the original and the same moment of the take. */
export const alignmentPointSchema = z.object({
  referenceSeconds: z.number(),
  takeSeconds: z.number(),
});

/**
 * Maps the original's time to the take's: at least two points, both coordinates strictly increasing,
 * linear between them and beyond the ends.
 */
export type TimeAlignment = readonly z.infer<typeof alignmentPointSchema>[];

/** A take that runs at the original's speed, `delaySeconds` later. */
export function delayedBy(delaySeconds: number): TimeAlignment {
  return [0, 1].map((seconds) => ({
    referenceSeconds: seconds,
    takeSeconds: seconds + delaySeconds,
  }));
}

/** The moment of the take at a moment of the original. */
export function takeSecondsAt(alignment: TimeAlignment, referenceSeconds: number): number {
  return convert(alignment, 'referenceSeconds', 'takeSeconds', referenceSeconds);
}

/** The moment of the original at a moment of the take; the inverse of {@link takeSecondsAt}. */
export function referenceSecondsAt(alignment: TimeAlignment, takeSeconds: number): number {
  return convert(alignment, 'takeSeconds', 'referenceSeconds', takeSeconds);
}

type Axis = 'referenceSeconds' | 'takeSeconds';

function convert(alignment: TimeAlignment, from: Axis, to: Axis, value: number): number {
  const later = alignment.findIndex((point) => point[from] > value);
  const end = later === -1 ? alignment.length - 1 : Math.max(1, later);
  const [start, stop] = [alignment[end - 1], alignment[end]];
  if (!start || !stop) throw new RangeError('An alignment has at least two points');
  return start[to] + ((value - start[from]) / (stop[from] - start[from])) * (stop[to] - start[to]);
}
