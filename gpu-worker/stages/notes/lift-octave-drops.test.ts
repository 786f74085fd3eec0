import { describe, expect, it } from 'vitest';
import { liftOctaveDrops } from './lift-octave-drops.ts';

/** A pitch track from stretches of [MIDI, frames]; no pitch for NaN. */
const track = (...stretches: readonly (readonly [number, number])[]) =>
  Float32Array.from(stretches.flatMap(([midi, frames]) => new Array<number>(frames).fill(midi)));
const unvoiced = [Number.NaN, 5] as const;

describe('liftOctaveDrops', () => {
  it('lifts a drop within a held note', () => {
    expect(liftOctaveDrops(track([60, 40], [48.3, 10], [60, 20]))).toEqual(
      track([60, 40], [60.3, 10], [60, 20]),
    );
  });

  it('lifts a drop at the end of a note, and a value between the octaves', () => {
    expect(liftOctaveDrops(track([60, 40], [54, 1], [48, 10], unvoiced, [48, 30]))).toEqual(
      track([60, 51], unvoiced, [48, 30]),
    );
  });

  it('keeps an octave after a breath', () => {
    const sung = track([60, 40], unvoiced, [48, 10]);
    expect(liftOctaveDrops(sung)).toEqual(sung);
  });

  it('keeps other leaps, and a glide of three frames', () => {
    const leaps = track([60, 40], [49, 10], [60, 10], [57, 1], [54, 1], [51, 1], [48, 10]);
    expect(liftOctaveDrops(leaps)).toEqual(leaps);
  });

  it('keeps a low stretch of more than 0.45 s, and one as long as the note before', () => {
    for (const sung of [track([60, 90], [48, 39]), track([60, 20], [48, 20])]) {
      expect(liftOctaveDrops(sung)).toEqual(sung);
    }
  });
});
