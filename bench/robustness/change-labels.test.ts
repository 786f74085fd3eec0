import { describe, expect, it } from 'vitest';
import { cutLabels, repeatLabels, scaleLabels, tolerancesAtSpeed } from './change-labels.ts';

const notes = [
  { startSeconds: 1, endSeconds: 2, midi: 60 },
  { startSeconds: 2, endSeconds: 4, midi: 62 },
  { startSeconds: 4, endSeconds: 5, midi: 64 },
];
const printed = notes.map(({ midi }, i) => ({ midi, quarters: 1, isDownbeat: i === 0 }));
const song = { notes, reference: { notes: printed, time: '3/4', fifths: 0 } };

describe('scaleLabels', () => {
  it('shortens notes that are played faster', () => {
    expect(scaleLabels(notes, 2)[1]).toEqual({ startSeconds: 1, endSeconds: 2, midi: 62 });
  });
});

describe('tolerancesAtSpeed', () => {
  it('stretches the tolerances of onsets and offsets with the labels', () => {
    const { onsetSeconds, offsetSeconds, offsetRatio, pitchCents } = tolerancesAtSpeed(0.5);
    expect([onsetSeconds, offsetSeconds]).toEqual([0.1, 0.1]);
    expect([offsetRatio, pitchCents]).toEqual([0.2, 50]);
    expect(tolerancesAtSpeed(2).onsetSeconds).toBe(0.025);
  });
});

describe('repeatLabels', () => {
  it('moves each turn by the duration of the recording', () => {
    const repeated = repeatLabels(song, 3, 10);
    expect(repeated.notes.map(({ startSeconds }) => startSeconds)).toEqual([
      1, 2, 4, 11, 12, 14, 21, 22, 24,
    ]);
    expect(repeated.reference?.notes).toHaveLength(9);
  });

  it('leaves a song without a score without one', () => {
    expect(repeatLabels({ notes, reference: undefined }, 2, 10).reference).toBeUndefined();
  });
});

describe('cutLabels', () => {
  it('cuts in the middle of the middle note', () => {
    const cut = cutLabels(song);
    expect(cut.cutSeconds).toBe(3);
    expect(cut.song.notes.at(-1)).toEqual({ startSeconds: 2, endSeconds: 3, midi: 62 });
    expect(cut.song.reference?.notes).toHaveLength(2);
  });

  it('knows no score where the singer added a note', () => {
    const added = { ...song, notes: [...notes, { startSeconds: 6, endSeconds: 7, midi: 60 }] };
    expect(cutLabels(added).song.reference).toBeUndefined();
  });

  it('rejects a recording without notes', () => {
    expect(() => cutLabels({ notes: [], reference: undefined })).toThrow(RangeError);
  });
});
