import { describe, expect, it } from 'vitest';
import { dropQuietOutliers } from './drop-quiet-outliers.ts';

const notes = (levels: readonly number[]) =>
  levels.map((loudnessDb) => ({ loudnessDb, centreMidi: 64 }));

describe('dropQuietOutliers', () => {
  it('leaves out a quiet sound before the song and one after it', () => {
    const song = [-12, -14, -18, -11, -13];
    expect(dropQuietOutliers(notes([-35, ...song, -38]))).toEqual(notes(song));
  });

  it.each([
    ['a song that swells', [-40, -33, -27, -20, -14, -12]],
    ['a song that fades', [-12, -15, -20, -26, -33, -40]],
    ['a quiet note within', [-12, -14, -40, -12, -13, -14]],
    ['a quiet beginning of several notes', [-35, -34, -36, -33, -12, -14, -13]],
    ['too few notes to tell', [-40, -12, -12]],
    ['no notes', []],
  ])('keeps %s', (_, levels) => {
    expect(dropQuietOutliers(notes(levels))).toEqual(notes(levels));
  });

  it('leaves out a quiet rumble, wherever it is', () => {
    const rumble = { loudnessDb: -40, centreMidi: 33 };
    const song = notes([-12, -14, -18, -11]);
    expect(dropQuietOutliers([rumble, ...song])).toEqual(song);
    expect(dropQuietOutliers([...song.slice(0, 2), rumble, ...song.slice(2), rumble])).toEqual(
      song,
    );
  });

  it.each([
    ['as loud', -20, 33],
    ['quiet and an octave lower', -40, 52],
  ])('keeps a note that is %s', (_, loudnessDb, centreMidi) => {
    const song = [...notes([-12, -14]), { loudnessDb, centreMidi }, ...notes([-18, -11])];
    expect(dropQuietOutliers(song)).toEqual(song);
  });
});
