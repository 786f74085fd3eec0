/** How a pitch lies against the one that was meant. */
export type Judgement = 'in-tune' | 'sharp' | 'flat';

/** Within this of the meant pitch hardly anybody hears a difference in a melody. */
export const inTuneCents = 20;
/** Beyond this a note is nearer to its neighbour's quarter tone, and everybody hears it. */
export const nearCents = 50;

export function judge(deviationCents: number): Judgement {
  if (Math.abs(deviationCents) <= inTuneCents) return 'in-tune';
  return deviationCents > 0 ? 'sharp' : 'flat';
}

/** A deviation as it is read: `+23`, `−8`, `0`. */
export function centsText(deviationCents: number): string {
  const rounded = Math.round(deviationCents);
  if (rounded === 0) return '0';
  return rounded > 0 ? `+${rounded}` : `−${-rounded}`;
}
