import { describe, expect, it } from 'vitest';
import { gridHopSeconds } from '../frame-grid.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { advanceOnsets } from './advance-onsets.ts';

/** Where the second of two notes begins, in frames: the first ends at 20, the second began at 40. */
function secondStart(midis: readonly [number, number], between: number) {
  const notes = [measuredNote(0, 20, midis[0]), measuredNote(40, 80, midis[1])];
  const midi = Float32Array.from({ length: 90 }, (_, i) =>
    i === 30 ? between : (midis[i < 30 ? 0 : 1] as number),
  );
  const [first, second] = advanceOnsets(notes, midi);
  expect(first).toEqual(notes[0]);
  return (second?.startSeconds ?? Number.NaN) / gridHopSeconds;
}

describe('advanceOnsets', () => {
  it('begins a note a tenth of the glide before its vowel', () => {
    expect(secondStart([60, 64], 62)).toBeCloseTo(38, 6);
    expect(secondStart([64, 60], 62)).toBeCloseTo(38, 6);
  });

  it('takes a change of 0.6 semitones and more for a glide', () => {
    expect(secondStart([60, 60.65], 60)).toBeCloseTo(38, 6);
    expect(secondStart([60, 60.55], 60)).toBeCloseTo(40, 6);
  });

  it('leaves a note where any frame between it and the one before is unvoiced', () => {
    expect(secondStart([60, 64], Number.NaN)).toBeCloseTo(40, 6);
  });

  it('looks at the frames between the notes only', () => {
    const notes = [measuredNote(0, 20, 60), measuredNote(40, 80, 64)];
    const midi = new Float32Array(90).fill(62).fill(Number.NaN, 0, 20).fill(Number.NaN, 40);
    expect((advanceOnsets(notes, midi)[1]?.startSeconds ?? 0) / gridHopSeconds).toBeCloseTo(38, 6);
  });

  it('leaves the first note and notes that touch', () => {
    const notes = [measuredNote(5, 40, 60), measuredNote(40, 80, 64)];
    expect(advanceOnsets(notes, new Float32Array(90).fill(62))).toEqual(notes);
  });
});
