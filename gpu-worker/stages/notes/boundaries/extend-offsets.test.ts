import { describe, expect, it } from 'vitest';
import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { extendOffsets } from './extend-offsets.ts';

const ends = (notes: MeasuredNote[], midi: Float32Array) =>
  extendOffsets(notes, midi).map(({ endSeconds }) => Math.round(endSeconds / gridHopSeconds));
const voiced = () => new Float32Array(60).fill(62);

describe('extendOffsets', () => {
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
