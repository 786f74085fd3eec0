import { inTuneCents } from '@my-pitch/shared/scoring/in-tune';

/** How a sung pitch compares to its note. */
export type Judgement = 'in-tune' | 'sharp' | 'flat';

/** A larger deviation is closer to another semitone, and obvious. */
export const nearCents = 50;

export function judge(deviationCents: number): Judgement {
  if (Math.abs(deviationCents) <= inTuneCents) return 'in-tune';
  return deviationCents > 0 ? 'sharp' : 'flat';
}

/** Whether a note's pitch was measured; not so where a singer added a note and no pitch was found. */
export function isMeasured({ confidence }: { readonly confidence: number }): boolean {
  return confidence > 0;
}

/** Formats a deviation: `+23`, `−8`, `0`. */
export function centsText(deviationCents: number): string {
  const rounded = Math.round(deviationCents);
  if (rounded === 0) return '0';
  return rounded > 0 ? `+${rounded}` : `−${-rounded}`;
}
