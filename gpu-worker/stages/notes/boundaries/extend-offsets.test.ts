import { describe, expect, it } from 'vitest';
import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { extendOffsets } from './extend-offsets.ts';

const voiced = () => new Float32Array(90).fill(62);
/** Ends of notes in frames. */
const ends = (notes: readonly MeasuredNote[], midi: Float32Array) =>
  extendOffsets(notes, midi).map(({ endSeconds }) => Math.round(endSeconds / gridHopSeconds));

/** The end of a note of frames 0 to 20, after which the voice stays voiced until the next note. */
const endBefore = (nextStart: number) =>
  ends([measuredNote(0, 20), measuredNote(nextStart, 80)], voiced())[0];

describe('extendOffsets', () => {
  it('gives a note three tenths of the voiced consonant after it', () => {
    expect(endBefore(30)).toBe(23);
    expect(endBefore(25)).toBe(22);
    expect(endBefore(22)).toBe(21);
  });

  it('extends a note by no more than four frames, or 46 ms', () => {
    expect(endBefore(33)).toBe(24);
    expect(endBefore(40)).toBe(24);
    expect(endBefore(70)).toBe(24);
  });

  it('counts only the consonant that is voiced', () => {
    const midi = voiced().fill(Number.NaN, 27, 40);
    expect(ends([measuredNote(0, 20), measuredNote(40, 80)], midi)).toEqual([22, 80]);
    const unvoiced = voiced().fill(Number.NaN, 20, 40);
    expect(ends([measuredNote(0, 20), measuredNote(40, 80)], unvoiced)).toEqual([20, 80]);
  });

  it('leaves the last note and notes that touch', () => {
    expect(ends([measuredNote(0, 20)], voiced())).toEqual([20]);
    expect(ends([measuredNote(0, 20), measuredNote(20, 40)], voiced())).toEqual([20, 40]);
  });

  it('changes nothing but the end', () => {
    const [first] = extendOffsets([measuredNote(3, 20), measuredNote(40, 80)], voiced());
    expect(first).toEqual({ ...measuredNote(3, 20), endSeconds: 24 * gridHopSeconds });
  });
});
