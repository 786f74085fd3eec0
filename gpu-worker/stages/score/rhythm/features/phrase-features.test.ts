import { describe, expect, it } from 'vitest';
import { rhythmStyles } from '../rhythm-style.ts';
import { featureContext } from './feature-context.ts';
import { phraseFeatures } from './phrase-features.ts';

const styleOf = (name: string) => rhythmStyles.find(({ signatureName }) => signatureName === name)!;
/** Notes that sound at ticks of a 96th of a second, without pauses. */
const contextOf = (ticks: readonly number[], name: string, shift = 0) =>
  featureContext(
    ticks.map((tick) => tick + shift),
    ticks.map((tick) => ({ startSeconds: tick / 96, endSeconds: tick / 96 + 0.45, midi: 60 })),
    styleOf(name),
  );
const categories = (ticks: readonly number[], name: string, shift = 0) => {
  const context = contextOf(ticks, name, shift);
  return phraseFeatures.map(({ categoryOf }) => ticks.map((_, i) => categoryOf(context, i)));
};
/** A phrase of three quarters and a note of four quarters, then the start of another. */
const ticks = [0, 48, 96, 144, 336, 384, 432, 480];
/** 2/4 is the first signature and 4/4 the third. */
const [two, four] = [0, 2];
const levels = 6;

describe('phraseFeatures', () => {
  it('give the metric level of the first and last note of a phrase, and 0 to all others', () => {
    const [start, end] = categories(ticks, '4/4') as [number[], number[]];
    // The second phrase starts on the fourth beat of its measure, and the first ends on one: level 2.
    const level = 1 + four * levels + 2;
    expect(start).toEqual(ticks.map((_, i) => (i === 4 ? level : 0)));
    expect(end).toEqual(ticks.map((_, i) => (i === 3 ? level : 0)));
  });

  it('give the length of the phrase before', () => {
    const lengthOf = (length: number, name: string, index: number) => {
      const [, , feature] = categories([0, 48, 96, length, length + 48], name) as number[][];
      return feature![3]! - 1 - 8 * index;
    };
    // 4/4: measures of 192 ticks.
    expect(lengthOf(192, '4/4', four)).toBe(0);
    expect(lengthOf(2 * 192, '4/4', four)).toBe(1);
    expect(lengthOf(4 * 192, '4/4', four)).toBe(3);
    expect(lengthOf(7 * 192, '4/4', four)).toBe(4);
    expect(lengthOf(1.5 * 192, '4/4', four)).toBe(5);
    expect(lengthOf(192 + 48, '4/4', four)).toBe(6);
    expect(lengthOf(192 + 24, '4/4', four)).toBe(7);
    expect(lengthOf(192, '2/4', two)).toBe(1);
  });

  it('count the measure in which a phrase starts modulo four, an upbeat to the next measure', () => {
    const measureOf = (start: number, shift = 0) => {
      const [, , , feature] = categories(
        [0, 48, 96, start, start + 48],
        '4/4',
        shift,
      ) as number[][];
      return feature![3]! - 1 - 4 * four;
    };
    expect(measureOf(192)).toBe(1);
    expect(measureOf(4 * 192)).toBe(0);
    // Up to a third of the measure a note belongs to it; from there on it leads to the next.
    expect(measureOf(2 * 192 + 48)).toBe(2);
    expect(measureOf(2 * 192 + 64)).toBe(3);
    // A tune that begins with a quarter of upbeat: its first full measure is 0.
    expect(measureOf(192, 144)).toBe(1);
  });

  it('show whether a phrase starts at the position of the previous phrase, of the tune, or elsewhere', () => {
    const starts = (second: number, third: number) => {
      const feature = categories(
        [0, 48, 96, second, second + 48, second + 96, third, third + 48],
        '4/4',
      )[4] as number[];
      return [feature[3], feature[6]];
    };
    expect(starts(2 * 192, 4 * 192)).toEqual([1, 1]);
    expect(starts(2 * 192 + 48, 4 * 192 + 48)).toEqual([3, 1]);
    expect(starts(2 * 192 + 48, 4 * 192)).toEqual([3, 2]);
  });

  it('count the measures of the tune at its first note only', () => {
    const countOf = (measures: number, name: string, index: number) => {
      const measureTicks = styleOf(name).measureTicks;
      const onsets = Array.from({ length: measures }, (_, i) => i * measureTicks);
      const feature = categories(onsets, name)[5] as number[];
      expect(feature.slice(1).every((category) => category === 0)).toBe(true);
      return feature[0]! - 1 - 21 * index;
    };
    // Bins begin at 3, 4, … 17, 20, 24, 25, 32 and 33 measures.
    expect(countOf(2, '4/4', four)).toBe(0);
    expect(countOf(8, '4/4', four)).toBe(6);
    expect(countOf(16, '2/4', two)).toBe(14);
    expect(countOf(24, '2/4', two)).toBe(17);
    expect(countOf(40, '2/4', two)).toBe(20);
  });

  it('give the position of the first and the last note in eighths', () => {
    const feature = categories(ticks, '4/4', 72)[6] as number[];
    // First: tick 72, the fourth eighth. Last: tick 552, 168 in its measure, the eighth eighth.
    expect(feature[0]).toBe(1 + (four * 2 + 1) * 8 + 3);
    expect(feature.at(-1)).toBe(1 + four * 2 * 8 + 7);
    expect(feature.slice(1, -1).every((category) => category === 0)).toBe(true);
  });
});
