import { floorMod } from '../floor-mod.ts';
import { type ChordSymbol, pitchClassesOf, pitchClassOf } from './chord-symbol.ts';

/** The lowest bass note, and the lowest of the tones above it. */
const [lowestBass, lowestTone] = [40, 55];

/** How a chord is played, as MIDI numbers: its bass, and its tones around middle C. */
export function voiceChord(symbol: ChordSymbol): number[] {
  const above = (lowest: number, pitchClass: number) => lowest + floorMod(pitchClass - lowest, 12);
  return [
    above(lowestBass, pitchClassOf(symbol.bass ?? symbol.root)),
    ...pitchClassesOf(symbol).map((pitchClass) => above(lowestTone, pitchClass)),
  ];
}
