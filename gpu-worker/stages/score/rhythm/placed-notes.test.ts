import { expect, test } from 'vitest';
import { countBelow, type Metre, metricLevel, placeNotes } from './placed-notes.ts';

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

test.each([
  ['4/4', fourFour, [0, 96, 48, 144, 24, 12, 16], [0, 1, 2, 2, 3, 4, 5]],
  ['2/4, whose second quarter is a beat like any other', twoFour, [0, 48, 24], [0, 2, 3]],
  ['6/8, whose beats are dotted', sixEight, [0, 72, 24, 48, 12], [0, 1, 3, 3, 4]],
] as const)('places have the levels of %s', (_, metre, places, levels) => {
  expect(places.map((place) => metricLevel(place, metre))).toEqual(levels);
});

test('what follows the last note is not a number', () => {
  const notes = [60, 64, 62].map((midi, i) => ({ startSeconds: i, endSeconds: i + 0.9, midi }));
  const placed = placeNotes([48, 96, 192], notes, fourFour);
  expect(placed.intervals).toEqual([48, 96, Number.NaN]);
  expect(placed.steps).toEqual([4, -2, Number.NaN]);
  expect(placed.levels).toEqual([2, 1, 0]);
  expect(placed.indexAt.get(192)).toBe(2);
});

test('a value is counted among the bounds that it reaches', () => {
  expect([2, 3, 9].map((value) => countBelow([3, 5, 9], value))).toEqual([0, 1, 3]);
});
