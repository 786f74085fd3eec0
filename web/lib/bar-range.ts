/** Measures by their printed numbers, both included. A pickup has no number of its own: it belongs to bar 1. */
export interface BarRange {
  readonly from: number;
  readonly to: number;
}

/** The number of a measure in ranges; `number` is 0 for a pickup. */
export function barNumber(number: number): number {
  return Math.max(1, number);
}

export function isInBars({ from, to }: BarRange, number: number): boolean {
  return barNumber(number) >= from && barNumber(number) <= to;
}

/** All measures of a score. */
export function allBars(measures: readonly { readonly number: number }[]): BarRange {
  return { from: barNumber(measures[0]?.number ?? 0), to: barNumber(measures.at(-1)?.number ?? 0) };
}
