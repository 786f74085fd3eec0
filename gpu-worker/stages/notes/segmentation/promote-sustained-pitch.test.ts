import { describe, expect, it } from 'vitest';
import { promoteSustainedPitch } from './promote-sustained-pitch.ts';

const frames = 60;
const nothing = {
  onset: new Float32Array(frames).fill(-6),
  offset: new Float32Array(frames).fill(-6),
  inside: new Float32Array(frames).fill(-6),
};
const unvoiced = () => new Float32Array(frames).fill(Number.NaN);

/** Frames that the pitch has made part of a note. */
const trusted = (midi: Float32Array, spans: { startFrame: number; endFrame: number }[] = []) => {
  const inside = promoteSustainedPitch(midi, nothing, spans)?.inside ?? nothing.inside;
  return Array.from(inside.keys()).filter((frame) => (inside[frame] as number) > 0);
};
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('promoteSustainedPitch', () => {
  it('makes a note of a pitch that is held', () => {
    expect(trusted(unvoiced().fill(60, 10, 35))).toEqual(range(10, 35));
  });

  it('leaves out what is short or jumps about', () => {
    expect(trusted(unvoiced().fill(60, 10, 20))).toEqual([]);
    expect(trusted(unvoiced().map((_, i) => 60 + 3 * (i % 2)))).toEqual([]);
  });

  it('leaves notes and their tails alone, but not another pitch after them', () => {
    const note = [{ startFrame: 5, endFrame: 25 }];
    expect(trusted(unvoiced().fill(60, 5, 50), note)).toEqual([]);
    expect(trusted(unvoiced().fill(60, 5, 25).fill(65, 25, 50), note)).toEqual(range(25, 50));
  });

  it('separates pitches that follow each other', () => {
    const { onset } =
      promoteSustainedPitch(unvoiced().fill(60, 5, 30).fill(64, 30, 55), nothing, []) ?? nothing;
    expect(Array.from(onset.keys()).filter((frame) => onset[frame] === 0)).toEqual([5, 30]);
  });
});
