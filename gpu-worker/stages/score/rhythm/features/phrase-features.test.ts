import { describe, expect, it } from 'vitest';
import { placeNotes } from '../placed-notes.ts';
import { rhythmStyles } from '../rhythm-style.ts';
import { phraseTraits } from './phrase-features.ts';

const twoFour = rhythmStyles.find(({ signatureName }) => signatureName === '2/4')!;
const fourFour = rhythmStyles.find(({ signatureName }) => signatureName === '4/4')!;
/** Phrases of three quarters and a dotted half, of which the last quarter leads on. */
const ticks = [0, 48, 96, 144, 336, 384, 432, 480];
const notes = ticks.map((tick) => ({
  startSeconds: tick / 96,
  endSeconds: tick / 96 + 0.45,
  midi: 60,
}));
const kinds = (metre: typeof twoFour, shift: number) => {
  const placed = placeNotes(
    ticks.map((tick) => tick + shift),
    notes,
    metre,
  );
  return phraseTraits.map(({ kindOf }) => ticks.map((_, i) => kindOf(placed, i)));
};

describe('phraseTraits', () => {
  it('are of kind 0 where no phrase begins', () => {
    const [start, end, length] = kinds(fourFour, 0) as number[][];
    expect(start?.map(Boolean)).toEqual(ticks.map((_, i) => i === 4));
    expect(end?.map(Boolean)).toEqual(ticks.map((_, i) => i === 3));
    expect(length?.map(Boolean)).toEqual(ticks.map((_, i) => i === 4));
  });

  it('depend on how long a measure is, and on where it begins', () => {
    expect(kinds(twoFour, 0)).not.toEqual(kinds(fourFour, 0));
    expect(kinds(fourFour, 48)).not.toEqual(kinds(fourFour, 0));
  });
});
