import { describe, expect, it } from 'vitest';
import { metreStructure } from './metre-structure.ts';
import { findTripletWindows, splitInTriplet } from './triplet-windows.ts';

const threeFour = metreStructure({ beats: 3, beatType: 4 });
const fourFour = metreStructure({ beats: 4, beatType: 4 });
const sixEight = metreStructure({ beats: 6, beatType: 8 });

describe('findTripletWindows', () => {
  it.each([
    ['none for eighths and thirty-seconds', fourFour, [0, 24, 30, 48, 96], []],
    ['a quarter for triplet eighths', fourFour, [0, 16, 32, 48], [[0, 48]]],
    ['a half for triplet quarters', fourFour, [0, 32, 64, 96], [[0, 96]]],
    ['a half that starts on the second beat', fourFour, [48, 80, 112, 144], [[48, 144]]],
    ['a quarter where something starts within the half', fourFour, [0, 32, 48], [[0, 48]]],
    ['an eighth for triplet sixteenths after an eighth', fourFour, [0, 24, 32, 40], [[24, 48]]],
    [
      'two quarters after each other',
      fourFour,
      [0, 16, 32, 48, 64, 80],
      [
        [0, 48],
        [48, 96],
      ],
    ],
    // The half would end after the barline.
    ['a quarter in the last beat', threeFour, [96, 112, 128], [[96, 144]]],
    ['the last half of a measure', threeFour, [48, 80, 112], [[48, 144]]],
    ['an eighth in compound metre', sixEight, [0, 8, 16, 24], [[0, 24]]],
    ['an eighth within a compound beat', sixEight, [0, 24, 32, 40, 48], [[24, 48]]],
    [
      'eighths instead of a half in compound metre',
      sixEight,
      [0, 32, 64, 96],
      [
        [24, 48],
        [48, 72],
      ],
    ],
  ] as const)('finds %s', (_, metre, bounds, expected) => {
    expect(findTripletWindows(bounds, metre).map(({ from, to }) => [from, to])).toEqual(expected);
  });

  it('refuses positions on neither grid', () => {
    expect(() => findTripletWindows([0, 5], fourFour)).toThrow(RangeError);
    // A thirty-second and a triplet eighth within one beat.
    expect(() => findTripletWindows([0, 6, 16], fourFour)).toThrow(RangeError);
  });
});

describe('splitInTriplet', () => {
  it('writes each third of a half, a quarter and an eighth as one symbol', () => {
    expect([32, 16, 8].flatMap((ticks) => splitInTriplet('note', ticks))).toEqual([
      { durationTicks: 32, type: 'quarter', dots: 0 },
      { durationTicks: 16, type: 'eighth', dots: 0 },
      { durationTicks: 8, type: '16th', dots: 0 },
    ]);
  });

  it('dots notes, not rests', () => {
    const symbols = (kind: 'note' | 'rest') =>
      splitInTriplet(kind, 24).map(({ type, dots }) => `${type}${'.'.repeat(dots)}`);
    expect(symbols('note')).toEqual(['eighth.']);
    expect(symbols('rest')).toEqual(['eighth', '16th']);
  });

  it('refuses durations that are not multiples of a triplet thirty-second', () => {
    expect(() => splitInTriplet('note', 6)).toThrow(RangeError);
  });
});
