import { describe, expect, it } from 'vitest';
import { rhythmStyles } from '../rhythm-style.ts';
import { type Feature, featureContext } from './feature-context.ts';
import { repeatFeatures, runFeatures } from './repeat-features.ts';

const styleOf = (name: string) => rhythmStyles.find(({ signatureName }) => signatureName === name)!;
const toNotes = (midis: readonly number[]) =>
  midis.map((midi, i) => ({ midi, startSeconds: i, endSeconds: i + 0.9 }));
/** A half and a quarter, over and over, a whole tone higher each time. */
const ticks = [0, 96, 144, 240, 288, 384];
const notes = toNotes([60, 59, 62, 61, 64, 63]);
const categories = (name: string, { categoryOf }: Feature) =>
  ticks.map((_, i) => categoryOf(featureContext(ticks, notes, styleOf(name)), i));

describe('repeatFeatures', () => {
  const [afterMeasure, afterTwo, afterFour, afterHalf] = repeatFeatures as [
    Feature,
    Feature,
    Feature,
    Feature,
  ];

  it('see repeats after a measure at any pitch', () => {
    // 3: same rhythm and same pitch interval. The last note has no next one to compare.
    expect(categories('3/4', afterMeasure)).toEqual([0, 0, 3, 3, 3, 1]);
  });

  it('see repeats after two measures', () => {
    expect(categories('3/4', afterTwo)).toEqual([0, 0, 0, 0, 3, 1]);
    expect(categories('3/4', afterFour)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('see repeats after half a measure', () => {
    expect(categories('2/4', afterHalf)).toEqual([0, 0, 1, 0, 1, 0]);
  });

  it('distinguish a different rhythm (1) and a different pitch interval (2) from an exact repeat (3)', () => {
    const context = featureContext(
      [0, 48, 96, 144, 168, 192, 240],
      toNotes([60, 62, 64, 65, 67, 60, 61]),
      styleOf('2/4'),
    );
    const at = (i: number) => afterMeasure.categoryOf(context, i);
    expect([at(2), at(3), at(5)]).toEqual([2, 1, 3]);
  });
});

describe('runFeatures', () => {
  it('count the notes in a row that are repeated', () => {
    expect(categories('3/4', runFeatures[0]!)).toEqual([0, 0, 1, 2, 3, 0]);
  });

  it('put runs into bins that begin at 1, 2, 3, 5 and 8 notes', () => {
    const many = Array.from({ length: 24 }, (_, i) => i);
    const context = featureContext(
      many.map((i) => 48 * i),
      toNotes(many.map((i) => 60 + (i % 2))),
      styleOf('2/4'),
    );
    const runs = many.map((i) => runFeatures[0]!.categoryOf(context, i));
    expect(runs.slice(0, 13)).toEqual([0, 0, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5]);
    expect(runFeatures[0]!.categories).toBe(6);
  });

  it('see repeats after a measure of the signature that is confused with this one', () => {
    // 2/4 is confused with 3/4, which this tune is in; it is the first signature.
    expect(categories('2/4', runFeatures.at(-1)!)).toEqual([0, 0, 3, 3, 3, 1]);
    // 3/4 is confused with 4/4 and is the second signature, of four categories each.
    expect(categories('3/4', runFeatures.at(-1)!)).toEqual([4, 4, 4, 4, 5, 4]);
  });
});
