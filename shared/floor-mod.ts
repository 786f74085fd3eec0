/** Remainder of a floored division: from 0 up to `divisor`, also for negative values, unlike `%`. */
export function floorMod(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
