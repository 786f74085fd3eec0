import { describe, expect, it } from 'vitest';
import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { placeOnsets } from './place-onsets.ts';

const frames = (length: number, midiAt: (frame: number) => number) =>
  Float32Array.from({ length }, (_, frame) => midiAt(frame));
/** Beginnings in frames, to a tenth. */
const starts = (notes: MeasuredNote[], midi: Float32Array) =>
  placeOnsets(notes, midi).map(
    ({ startSeconds }) => Math.round((10 * startSeconds) / gridHopSeconds) / 10,
  );
const second = (notes: MeasuredNote[], midi: Float32Array) => starts(notes, midi)[1];

describe('placeOnsets', () => {
  const consonantFrames = 0.05 / gridHopSeconds - 0.5;

  it('takes in a voiced consonant on the pitch, but for its first moments', () => {
    const midi = frames(90, (frame) => (frame < 20 ? 57 : frame < 30 ? Number.NaN : 62.3));
    const start = second([measuredNote(0, 20, 57), measuredNote(42, 80, 62)], midi);
    expect(start).toBeCloseTo(30 + consonantFrames, 1);
  });

  it('leaves a note after silence or noise where it is', () => {
    const midi = frames(90, (frame) => (frame < 20 ? 57 : frame < 42 ? Number.NaN : 62));
    expect(starts([measuredNote(0, 20, 57), measuredNote(42, 80, 62)], midi)).toEqual([0, 42]);
  });

  it('does not count the end of the note before as a consonant', () => {
    const midi = frames(90, (frame) => (frame < 42 ? 61.3 : 62));
    expect(second([measuredNote(0, 20, 61.3), measuredNote(42, 80, 62)], midi)).toBe(42);
  });

  it('finds the consonant between two notes on one pitch, and lets them touch at most', () => {
    const between = second(
      [measuredNote(0, 20, 62), measuredNote(42, 80, 62)],
      frames(90, () => 62),
    );
    expect(between).toBeCloseTo(20.5 + 0.05 / gridHopSeconds, 1);
    expect(
      second(
        [measuredNote(0, 38, 62), measuredNote(41, 80, 62)],
        frames(90, () => 62),
      ),
    ).toBe(41);
  });

  it('waits until a glide has nearly arrived', () => {
    const midi = frames(90, (frame) => 60 + 4 * Math.min(1, Math.max(0, (frame - 40) / 5)));
    expect(second([measuredNote(0, 40, 60), measuredNote(40, 80, 64)], midi)).toBeCloseTo(43.5, 1);
  });

  it('waits no longer than 60 ms, nor a third of the note', () => {
    const slow = frames(120, (frame) => 60 + 4 * Math.min(1, Math.max(0, (frame - 40) / 40)));
    expect(second([measuredNote(0, 40, 60), measuredNote(40, 120, 64)], slow)).toBeCloseTo(
      40 + 0.06 / gridHopSeconds,
      1,
    );
    expect(second([measuredNote(0, 40, 60), measuredNote(40, 49, 64)], slow)).toBe(43);
  });

  it('leaves joined notes on one pitch where they are', () => {
    const midi = frames(90, (frame) => (frame < 40 ? 62 : 62.3));
    expect(second([measuredNote(0, 40, 62), measuredNote(40, 80, 62.3)], midi)).toBe(40);
  });
});
