import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSegments, spreadSegments, transitionWeights } from './segment-plan.ts';

test('HTDemucs sees a 30 s song in six segments, the last one centred on its 33075 frames', () => {
  const segments = planSegments(1323000, 343980, 0.25);
  expect(segments.map(({ offset }) => offset)).toEqual([
    0, 257985, 515970, 773955, 1031940, 1289925,
  ]);
  expect(segments[4]).toEqual({ offset: 1031940, length: 291060, readFrom: 1031940 - 26460 });
  expect(segments[5]).toEqual({ offset: 1289925, length: 33075, readFrom: 1289925 - 155452 });
});

test('segments that are spread lie inside the song, cover it and overlap as they must', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 41, max: 3000 }),
      fc.constantFrom(0, 0.1, 0.25, 0.5, 0.75),
      (songFrames, overlap) => {
        const offsets = spreadSegments(songFrames, 40, overlap).map(({ offset }) => offset);
        expect([offsets[0], offsets.at(-1)]).toEqual([0, songFrames - 40]);
        const strides = offsets.slice(1).map((offset, i) => offset - (offsets[i] as number));
        // One frame for the rounding of the offsets.
        expect(Math.max(...strides)).toBeLessThanOrEqual(Math.floor(40 * (1 - overlap)) + 1);
        expect(Math.min(...strides)).toBeGreaterThan(0);
        expect(Math.max(...strides) - Math.min(...strides)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('a song no longer than a segment is one segment, centred', () => {
  expect(spreadSegments(40, 40, 0.25)).toEqual([{ offset: 0, length: 40, readFrom: 0 }]);
  expect(spreadSegments(1, 40, 0.25)).toEqual([{ offset: 0, length: 1, readFrom: -19 }]);
});

test('the blending weights are a triangle, even or odd', () => {
  expect([...transitionWeights(4)]).toEqual([0.5, 1, 1, 0.5]);
  expect([...transitionWeights(5)].map((x) => x.toFixed(3))).toEqual([
    ...['0.333', '0.667', '1.000', '0.667', '0.333'],
  ]);
});
