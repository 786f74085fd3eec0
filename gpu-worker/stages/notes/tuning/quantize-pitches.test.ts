import { describe, expect, it } from 'vitest';
import { quantizePitches } from './quantize-pitches.ts';

const scaleMidi = 60;
const c = 0;
const d = 2;
const e = 4;
const f = 5;
const g = 7;
const a = 9;

/** The steps that are heard in pitches above the scale's first step, half a second each. */
function stepsOf(above: readonly number[], glideAt?: number) {
  const pitches = above.map((semitones, i) => ({
    midi: scaleMidi + semitones,
    timeSeconds: i / 2,
    durationSeconds: 0.4,
    spreadSemitones: i === glideAt ? 2 : 0,
  }));
  return quantizePitches(
    pitches,
    pitches.map(() => scaleMidi),
  );
}

describe('quantizePitches', () => {
  it('names what is sung in tune, also outside of the scale and far from it', () => {
    const tune = [0, 2, 3, 5, 6, 8, 11, 13, -1, -14, 26, 1];
    expect(stepsOf(tune)).toEqual(tune);
  });

  it('tells a pitch between two steps by how the notes around it are missed', () => {
    const tune: number[] = [c, d, g, e, d, c];
    const sharp = stepsOf(tune.map((step) => step + 0.4).with(3, e + 0.5));
    expect(sharp).toEqual(tune);
    const flat = stepsOf(tune.map((step) => step - 0.4).with(3, e + 0.5));
    expect(flat).toEqual(tune.with(3, f));
  });

  it.each([
    ['E', e, [c, d, e, g, a]],
    ['F', f, [c, d, f, g, a]],
  ])('tells a pitch between E and F by the song, which has only %s', (_, only, used) => {
    const song = Array.from({ length: 40 }, (_, i) => used[(3 * i) % used.length] as number);
    const doubtful = song.map((step, i) => (i === 20 ? e + 0.5 : step));
    expect(stepsOf(doubtful)).toEqual(song.with(20, only));
  });

  it('leaves a pitch that glides to the song sooner than a steady one', () => {
    const song = Array.from({ length: 40 }, (_, i) => [c, d, e, g, a][(3 * i) % 5] as number);
    const doubtful = song.with(20, e + 0.75);
    expect(stepsOf(doubtful)).toEqual(song.with(20, f));
    expect(stepsOf(doubtful, 20)).toEqual(song.with(20, e));
  });

  it('gives what is an octave or more away the same names', () => {
    const above = [0.3, 2.4, 4.5, 6.4, 4.6, 1.4];
    const names = stepsOf(above);
    for (const octaves of [-2, 1]) {
      expect(stepsOf(above.map((semitones) => semitones + 12 * octaves))).toEqual(
        names.map((step) => step + 12 * octaves),
      );
    }
    expect(names.every((step) => Number.isInteger(step))).toBe(true);
  });

  it('names no pitches', () => {
    expect(stepsOf([])).toEqual([]);
  });
});
