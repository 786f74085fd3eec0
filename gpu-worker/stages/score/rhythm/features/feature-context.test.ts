import { describe, expect, it } from 'vitest';
import { binIndex, featureContext, type Metre, metricLevel } from './feature-context.ts';

const twoFour: Metre = {
  signatureName: '2/4',
  timeSignature: { beats: 2, beatType: 4 },
  measureTicks: 96,
};
const fourFour: Metre = {
  signatureName: '4/4',
  timeSignature: { beats: 4, beatType: 4 },
  measureTicks: 192,
};
const sixEight: Metre = {
  signatureName: '6/8',
  timeSignature: { beats: 6, beatType: 8 },
  measureTicks: 144,
};

describe('metricLevel', () => {
  it.each([
    ['4/4', fourFour, [0, 96, 48, 144, 24, 12, 16], [0, 1, 2, 2, 3, 4, 5]],
    ['2/4, whose second quarter is an ordinary beat', twoFour, [0, 48, 24], [0, 2, 3]],
    ['6/8, whose beats are dotted', sixEight, [0, 72, 24, 48, 12], [0, 1, 3, 3, 4]],
  ] as const)('knows the positions of %s', (_, metre, positions, levels) => {
    expect(positions.map((position) => metricLevel(position, metre))).toEqual(levels);
  });
});

describe('featureContext', () => {
  it('gives NaN for intervals after the last note', () => {
    const notes = [60, 64, 62].map((midi, i) => ({ startSeconds: i, endSeconds: i + 0.9, midi }));
    const context = featureContext([48, 96, 192], notes, fourFour);
    expect(context.onsetIntervals).toEqual([48, 96, Number.NaN]);
    expect(context.pitchIntervals).toEqual([4, -2, Number.NaN]);
    expect(context.levels).toEqual([2, 1, 0]);
    expect(context.indexAt.get(192)).toBe(2);
    expect(context.metreIndex).toBe(2);
  });
});

describe('binIndex', () => {
  it('counts the bounds that a value reaches', () => {
    expect([2, 3, 9].map((value) => binIndex([3, 5, 9], value))).toEqual([0, 1, 3]);
  });
});
