export const slowest = 0.5;
export const fastest = 1.5;
export const speedStep = 0.05;

/** The next speed up or down, never beyond the slowest and the fastest. */
export function speedBy(speed: number, steps: number): number {
  const stepped = Math.round(speed / speedStep + steps) * speedStep;
  return Number(Math.min(fastest, Math.max(slowest, stepped)).toFixed(2));
}
