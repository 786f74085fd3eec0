import { describe, expect, it } from 'vitest';
import { quantizePitches } from './quantize-pitches.ts';

const scaleMidi = 60;
const c = 0;
const d = 2;
const e = 4;
const f = 5;
const g = 7;
const a = 9;

/** The semitones of pitches above the tonic, one every half second. */
function stepsOf(above: readonly number[], glideAt?: number, secondsApart = 0.5) {
  const pitches = above.map((semitones, i) => ({
    midi: scaleMidi + semitones,
    timeSeconds: i * secondsApart,
    durationSeconds: 0.4,
    spreadSemitones: i === glideAt ? 2 : 0,
  }));
  return quantizePitches(
    pitches,
    pitches.map(() => scaleMidi),
  );
}

describe('quantizePitches', () => {
  it('keeps pitches that are in tune, also chromatic and distant ones', () => {
    const tune = [0, 2, 3, 5, 6, 8, 11, 13, -1, -14, 26, 1];
    expect(stepsOf(tune)).toEqual(tune);
  });

  it('decides a pitch between two semitones by the error of its neighbours', () => {
    const tune: number[] = [c, d, g, e, d, c];
    const sharp = stepsOf(tune.map((step) => step + 0.4).with(3, e + 0.5));
    expect(sharp).toEqual(tune);
    const flat = stepsOf(tune.map((step) => step - 0.4).with(3, e + 0.5));
    expect(flat).toEqual(tune.with(3, f));
    // After pauses of 4.6 s the errors are independent: the nearer semitone wins.
    for (const error of [0.4, -0.4]) {
      const nearE = tune.map((step) => step + error).with(3, e + 0.48);
      expect(stepsOf(nearE, undefined, 5)[3]).toBe(e);
    }
    expect(stepsOf(tune.map((step) => step - 0.4).with(3, e + 0.48))[3]).toBe(f);
  });

  it.each([
    ['E', e, [c, d, e, g, a]],
    ['F', f, [c, d, f, g, a]],
  ])('decides a pitch between E and F by a song that has only %s', (_, only, used) => {
    const song = Array.from({ length: 40 }, (_, i) => used[(3 * i) % used.length] as number);
    const doubtful = song.map((step, i) => (i === 20 ? e + 0.5 : step));
    expect(stepsOf(doubtful)).toEqual(song.with(20, only));
  });

  it('trusts the song more for a glide than for a steady pitch', () => {
    const song = Array.from({ length: 40 }, (_, i) => [c, d, e, g, a][(3 * i) % 5] as number);
    const doubtful = song.with(20, e + 0.75);
    expect(stepsOf(doubtful)).toEqual(song.with(20, f));
    expect(stepsOf(doubtful, 20)).toEqual(song.with(20, e));
  });

  it('gives the same degrees in other octaves', () => {
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
