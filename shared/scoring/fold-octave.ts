import { floorMod } from '../floor-mod.ts';

/** An interval in semitones without its octaves: −6 up to 6. */
export function foldOctave(semitones: number): number {
  return floorMod(semitones + 6, 12) - 6;
}
