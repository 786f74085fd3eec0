import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demucsSegments, evenSegments, transitionWeights } from './segment-plan.ts';

describe('demucsSegments', () => {
  it('covers 30 s with six segments of HTDemucs, the last one centred on its 33075 frames', () => {
    const segments = demucsSegments(1323000, 343980, 0.25);
    expect(segments.map(({ offset }) => offset)).toEqual([
      0, 257985, 515970, 773955, 1031940, 1289925,
    ]);
    expect(segments[4]).toEqual({ offset: 1031940, length: 291060, readFrom: 1031940 - 26460 });
    expect(segments[5]).toEqual({ offset: 1289925, length: 33075, readFrom: 1289925 - 155452 });
  });
});

describe('evenSegments', () => {
  it('spaces segments of 40 frames evenly over 100 frames', () => {
    const offsets = evenSegments(100, 40, 0.25).map(({ offset }) => offset);
    expect(offsets).toEqual([0, 30, 60]);
  });

  it('stays inside the song, covers it and overlaps by the minimum', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 41, max: 3000 }),
        fc.constantFrom(0, 0.1, 0.25, 0.5, 0.75),
        (songFrames, overlap) => {
          const offsets = evenSegments(songFrames, 40, overlap).map(({ offset }) => offset);
          expect([offsets[0], offsets.at(-1)]).toEqual([0, songFrames - 40]);
          const strides = offsets.slice(1).map((offset, i) => offset - (offsets[i] as number));
          // Offsets are rounded to whole frames.
          expect(Math.max(...strides)).toBeLessThanOrEqual(Math.floor(40 * (1 - overlap)) + 1);
          expect(Math.min(...strides)).toBeGreaterThan(0);
          expect(Math.max(...strides) - Math.min(...strides)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('centres a song no longer than a segment in one segment', () => {
    expect(evenSegments(40, 40, 0.25)).toEqual([{ offset: 0, length: 40, readFrom: 0 }]);
    expect(evenSegments(1, 40, 0.25)).toEqual([{ offset: 0, length: 1, readFrom: -19 }]);
  });
});

describe('transitionWeights', () => {
  it('is a triangle with maximum 1, for even and odd lengths', () => {
    expect([...transitionWeights(4)]).toEqual([0.5, 1, 1, 0.5]);
    expect([...transitionWeights(5)].map((x) => x.toFixed(3))).toEqual([
      ...['0.333', '0.667', '1.000', '0.667', '0.333'],
    ]);
  });
});
