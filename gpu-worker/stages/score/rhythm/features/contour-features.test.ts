import { describe, expect, it } from 'vitest';
import { placeNotes } from '../placed-notes.ts';
import { rhythmStyles } from '../rhythm-style.ts';
import { contourTraits } from './contour-features.ts';

const fourFour = rhythmStyles.find(({ signatureName }) => signatureName === '4/4')!;
/** An eighth, a quarter that is held over the second beat, and an eighth, twice. */
const ticks = [0, 24, 72, 96, 120, 168];
const notes = [60, 64, 62, 60, 64, 62].map((midi, i) => ({
  midi,
  startSeconds: i,
  endSeconds: i + 0.9,
}));
const placed = placeNotes(ticks, notes, fourFour);
const [length, pitch, crossed] = contourTraits.map(({ kindOf }) =>
  ticks.map((_, i) => kindOf(placed, i)),
) as [number[], number[], number[]];

describe('contourTraits', () => {
  it('tell peaks of length and pitch from other notes at the same level', () => {
    expect(placed.levels[1]).toBe(placed.levels[2]);
    expect(length[1]).not.toBe(length[2]);
    expect(pitch[1]).not.toBe(pitch[2]);
    expect(pitch[1]).toBe(pitch[4]);
  });

  it('see what is held over a beat', () => {
    expect(crossed[1]! - crossed[2]!).toBe(3);
    expect(crossed[1]).toBe(crossed[4]);
  });
});
