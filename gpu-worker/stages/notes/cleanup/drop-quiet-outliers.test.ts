import { describe, expect, it } from 'vitest';
import { dropQuietOutliers } from './drop-quiet-outliers.ts';

const notes = (levels: readonly number[]) =>
  levels.map((loudnessDb) => ({ loudnessDb, centreMidi: 64 }));
const song = notes([-12, -14, -18, -11, -13]);

describe('dropQuietOutliers', () => {
  it('drops a quiet sound before the song and one after it', () => {
    const [before, after] = notes([-35, -38]);
    expect(dropQuietOutliers([before!, ...song, after!])).toEqual(song);
  });

  it('drops a first or last sound 15 dB below each of the three notes beside it', () => {
    const even = notes([-12, -12, -12, -12]);
    const quiet = { loudnessDb: -27, centreMidi: 64 };
    const audible = { loudnessDb: -26.9, centreMidi: 64 };
    expect(dropQuietOutliers([quiet, ...even, quiet])).toEqual(even);
    expect(dropQuietOutliers([audible, ...even, audible])).toHaveLength(6);
    expect(dropQuietOutliers(notes([-27, -12, -12, -13, -12]))).toHaveLength(5);
    expect(dropQuietOutliers(notes([-27, -12, -12, -12, -13]))).toHaveLength(4);
  });

  it.each([
    ['a song that swells', [-40, -33, -27, -20, -14, -12]],
    ['a song that fades', [-12, -15, -20, -26, -33, -40]],
    ['a quiet note within', [-12, -14, -40, -12, -13, -14]],
    ['a quiet beginning of several notes', [-35, -34, -36, -33, -12, -14, -13]],
    ['a quiet note beside only two others', [-40, -12, -12]],
    ['no notes', []],
  ])('keeps %s', (_, levels) => {
    expect(dropQuietOutliers(notes(levels))).toEqual(notes(levels));
  });

  it('drops rumble anywhere: 15 dB below both neighbours and 19 semitones from them', () => {
    const within = (loudnessDb: number, centreMidi: number, levels = [-12, -14]) => {
      const [left, right] = notes(levels);
      return dropQuietOutliers([left!, { loudnessDb, centreMidi }, right!]).length === 2;
    };
    expect(within(-40, 33)).toBe(true);
    expect(within(-29, 45)).toBe(true);
    expect(within(-28.9, 45)).toBe(false);
    expect(within(-29, 45.1)).toBe(false);
    expect(within(-29, 83)).toBe(true);
    expect(within(-29, 82.9)).toBe(false);
    expect(within(-29, 33, [-12, -20])).toBe(false);
  });

  it('drops rumble before and after the song, also beside one note', () => {
    const rumble = { loudnessDb: -40, centreMidi: 33 };
    expect(dropQuietOutliers([rumble, ...song, rumble])).toEqual(song);
    expect(dropQuietOutliers([rumble, song[0]!])).toEqual([song[0]]);
    expect(dropQuietOutliers([rumble])).toEqual([rumble]);
  });
});
