import { describe, expect, it } from 'vitest';
import { dropQuietOutliers } from './drop-quiet-outliers.ts';

const note = (loudnessDb: number, centreMidi = 64, startSeconds = 0) => ({
  loudnessDb,
  centreMidi,
  startSeconds,
  endSeconds: startSeconds + 0.5,
});
const notes = (levels: readonly number[]) =>
  levels.map((loudnessDb, i) => note(loudnessDb, 64, 0.5 * i));
const song = notes([-12, -14, -18, -11, -13]);

describe('dropQuietOutliers', () => {
  it('drops a quiet sound before the song and one after it', () => {
    const [before, after] = notes([-35, -38]);
    expect(dropQuietOutliers([before!, ...song, after!])).toEqual(song);
  });

  it('drops a first or last sound 15 dB below each of the three notes beside it', () => {
    const even = notes([-12, -12, -12, -12]);
    const between = (level: number) => [note(level), ...even, note(level, 64, 2)];
    expect(dropQuietOutliers(between(-27))).toEqual(even);
    expect(dropQuietOutliers(between(-26.9))).toHaveLength(6);
    expect(dropQuietOutliers(notes([-27, -12, -12, -13, -12]))).toHaveLength(5);
    expect(dropQuietOutliers(notes([-27, -12, -12, -12, -13]))).toHaveLength(4);
  });

  it('drops a last sound a second apart 10 dB below the three notes before it, and so a first one', () => {
    const even = notes([-12, -12, -12, -12]);
    const count = (loudnessDb: number, startSeconds: number) =>
      dropQuietOutliers([...even, note(loudnessDb, 64, startSeconds)]).length;
    expect(count(-22, 3)).toBe(4);
    expect(count(-21.9, 3)).toBe(5);
    expect(count(-22, 2.99)).toBe(5);
    const [first, ...others] = [note(-22), ...even.map((one) => note(one.loudnessDb, 64, 1.5))];
    expect(dropQuietOutliers([first!, ...others])).toHaveLength(4);
    expect(dropQuietOutliers([note(-22, 64, 0.1), ...others])).toHaveLength(5);
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
      return dropQuietOutliers([left!, note(loudnessDb, centreMidi), right!]).length === 2;
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
    const rumble = note(-40, 33);
    expect(dropQuietOutliers([rumble, ...song, rumble])).toEqual(song);
    expect(dropQuietOutliers([rumble, song[0]!])).toEqual([song[0]]);
    expect(dropQuietOutliers([rumble])).toEqual([rumble]);
  });
});
