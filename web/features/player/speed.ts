export const minSpeed = 0.5;
export const maxSpeed = 1.5;
export const speedIncrement = 0.05;

/** Changes a speed by a number of increments, within its limits. */
export function changeSpeed(speed: number, increments: number): number {
  const changed = Math.round(speed / speedIncrement + increments) * speedIncrement;
  return Number(Math.min(maxSpeed, Math.max(minSpeed, changed)).toFixed(2));
}
