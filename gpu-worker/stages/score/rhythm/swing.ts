import { ticksPerQuarter } from '@my-pitch/shared/score';

const half = ticksPerQuarter / 2;
const sixteenth = ticksPerQuarter / 4;

/**
 * The tick at which a written tick sounds with swing: the first eighth of a quarter lasts twice as
 * long as the second. Sixteenths are stretched with their eighth; triplets stay as they are.
 */
export function swungTick(tick: number): number {
  const inQuarter = tick % ticksPerQuarter;
  if (tick % sixteenth !== 0) return tick;
  const swung =
    inQuarter <= half ? (inQuarter * 4) / 3 : half * (4 / 3) + ((inQuarter - half) * 2) / 3;
  return tick - inQuarter + swung;
}
