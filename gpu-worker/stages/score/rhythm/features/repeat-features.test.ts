import { describe, expect, it } from 'vitest';
import { placeNotes } from '../placed-notes.ts';
import { rhythmStyles } from '../rhythm-style.ts';
import { noteRepeats, repeatTraits } from './repeat-features.ts';

const threeFour = rhythmStyles.find(({ signatureName }) => signatureName === '3/4')!;
const twoFour = rhythmStyles.find(({ signatureName }) => signatureName === '2/4')!;
/** A half and a quarter, over and over, a step higher each time. */
const ticks = [0, 96, 144, 240, 288, 384];
const notes = [60, 59, 62, 61, 64, 63].map((midi, i) => ({
  midi,
  startSeconds: i,
  endSeconds: i + 0.9,
}));
const kinds = (metre: typeof threeFour, { kindOf }: (typeof repeatTraits)[number]) =>
  ticks.map((_, i) => kindOf(placeNotes(ticks, notes, metre), i));

describe('repeats', () => {
  const [afterMeasure] = noteRepeats as [(typeof noteRepeats)[number]];
  const [runs] = repeatTraits as [(typeof repeatTraits)[number]];
  const rival = repeatTraits.at(-1)!;

  it('are seen after a measure, whatever the pitch', () => {
    expect(kinds(threeFour, afterMeasure)).toEqual([0, 0, 3, 3, 3, 1]);
  });

  it('count for more the longer they are', () => {
    expect(kinds(threeFour, runs)).toEqual([0, 0, 1, 2, 3, 0]);
  });

  it('speak for another measure where they fit it', () => {
    const none = kinds(twoFour, rival)[0]!;
    expect(kinds(twoFour, rival).map((kind) => kind - none)).toEqual([0, 0, 3, 3, 3, 1]);
  });
});
