import { describe, expect, it } from 'vitest';
import { dropAsides } from './drop-asides.ts';

const notes = (levels: readonly number[]) => levels.map((loudnessDb) => ({ loudnessDb }));

describe('dropAsides', () => {
  it('leaves out a quiet sound before the song and one after it', () => {
    const song = [-12, -14, -18, -11, -13];
    expect(dropAsides(notes([-35, ...song, -38]))).toEqual(notes(song));
  });

  it.each([
    ['a song that swells', [-40, -33, -27, -20, -14, -12]],
    ['a song that fades', [-12, -15, -20, -26, -33, -40]],
    ['a quiet note within', [-12, -14, -40, -12, -13, -14]],
    ['a quiet beginning of several notes', [-35, -34, -36, -33, -12, -14, -13]],
    ['too few notes to tell', [-40, -12, -12]],
    ['no notes', []],
  ])('keeps %s', (_, levels) => {
    expect(dropAsides(notes(levels))).toEqual(notes(levels));
  });
});
