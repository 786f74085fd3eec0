import { describe, expect, it } from 'vitest';
import { rhythmStyles } from '../rhythm-style.ts';
import { contourFeatures } from './contour-features.ts';
import { featureContext } from './feature-context.ts';

const fourFour = rhythmStyles.find(({ signatureName }) => signatureName === '4/4')!;
/** An eighth, a quarter that is held over the second beat, and an eighth, twice. */
const ticks = [0, 24, 72, 96, 120, 168];
const notes = [60, 64, 62, 60, 64, 62].map((midi, i) => ({
  midi,
  startSeconds: i,
  endSeconds: i + 0.9,
}));
const context = featureContext(ticks, notes, fourFour);
const [length, pitch, crossed] = contourFeatures.map(({ categoryOf }) =>
  ticks.map((_, i) => categoryOf(context, i)),
) as [number[], number[], number[]];

/** 4/4 is the third of four signatures; each has six metric levels with nine shapes. */
const atLevel = (level: number, shape: number) => (2 * 6 + level) * 9 + shape;
/** Shapes: three times whether the previous is less, equal or more, plus the same for the next. */
const [less, same, more] = [0, 1, 2];
const shapeOf = (overPrevious: number, overNext: number) => 3 * overPrevious + overNext;
const levels = [0, 3, 3, 1, 3, 3];

describe('contourFeatures', () => {
  it('distinguish peaks of length from other notes at the same metric level', () => {
    // Eighth, quarter, eighth; an undefined neighbour counts as equal.
    const shapes = [
      shapeOf(same, less),
      shapeOf(more, more),
      shapeOf(less, same),
      shapeOf(same, less),
      shapeOf(more, same),
      shapeOf(same, same),
    ];
    expect(length).toEqual(shapes.map((shape, i) => atLevel(levels[i]!, shape)));
  });

  it('distinguish peaks of pitch, troughs and slopes', () => {
    const shapes = [
      shapeOf(same, less),
      shapeOf(more, more),
      shapeOf(less, more),
      shapeOf(less, less),
      shapeOf(more, more),
      shapeOf(less, same),
    ];
    expect(pitch).toEqual(shapes.map((shape, i) => atLevel(levels[i]!, shape)));
  });

  it('name the strongest level that a note is held over, if it is stronger than its own', () => {
    // The quarter at tick 24 crosses the beat at 48 (level 2), that at 120 the beat at 144.
    const levelsCrossed = [0, 3, 0, 0, 3, 0];
    expect(crossed).toEqual(levelsCrossed.map((level, i) => (2 * 6 + levels[i]!) * 7 + level));
  });

  it('see a barline that is crossed before the beat that is crossed first', () => {
    const long = featureContext([120, 264], notes, fourFour);
    // From the eighth after the third beat to the eighth after the next downbeat.
    expect(contourFeatures[2]!.categoryOf(long, 0)).toBe((2 * 6 + 3) * 7 + 1);
  });
});
