import { describe, expect, it } from 'vitest';
import { gridHopSeconds } from './frame-grid.ts';
import type { MeasuredNote } from './measure-note.ts';
import { shareGaps } from './share-gaps.ts';
import { measuredNote } from './testing/measured-note.ts';

const ends = (notes: MeasuredNote[], midi: Float32Array) =>
  shareGaps(notes, midi).map(({ endSeconds }) => Math.round(endSeconds / gridHopSeconds));
const voiced = () => new Float32Array(60).fill(62);

describe('shareGaps', () => {
  it('gives a note a third of the voiced consonant after it', () => {
    expect(ends([measuredNote(0, 20), measuredNote(30, 50)], voiced())).toEqual([23, 50]);
  });

  it('leaves notes before silence as they are', () => {
    expect(
      ends([measuredNote(0, 20), measuredNote(30, 50)], voiced().fill(Number.NaN, 20, 30)),
    ).toEqual([20, 50]);
  });

  it('keeps notes apart that follow at once', () => {
    expect(ends([measuredNote(0, 20), measuredNote(20, 40)], voiced())).toEqual([20, 40]);
  });
});
