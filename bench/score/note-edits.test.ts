import { describe, expect, it } from 'vitest';
import { countNoteEdits, type WrittenNote } from './note-edits.ts';

const notes = (...pairs: readonly (readonly [number, number])[]): WrittenNote[] =>
  pairs.map(([midi, quarters], i) => ({ midi, quarters, isDownbeat: i % 2 === 0 }));

const tune = notes([60, 1], [62, 0.5], [64, 0.5], [65, 2]);

describe('countNoteEdits', () => {
  it('is 0 for the same score, also in another key', () => {
    expect(countNoteEdits(tune, tune)).toMatchObject({ edits: 0, transposition: 0 });
    const higher = tune.map((note) => ({ ...note, midi: note.midi + 3 }));
    expect(countNoteEdits(tune, higher)).toMatchObject({ edits: 0, transposition: -3 });
  });

  it('counts a note that is missing, added, or wrong in pitch or duration once', () => {
    const missing = notes([60, 1], [64, 0.5], [65, 2]);
    expect(countNoteEdits(tune, missing)).toMatchObject({ edits: 0.25, pitch: 0.25 });
    const added = notes([60, 1], [62, 0.5], [62, 0.5], [64, 0.5], [65, 2]);
    expect(countNoteEdits(tune, added).edits).toBe(0.25);
    const changed = notes([60, 1], [63, 0.5], [64, 1], [65, 2]);
    expect(countNoteEdits(tune, changed)).toMatchObject({
      edits: 0.5,
      pitch: 0.25,
      duration: 0.25,
    });
  });

  it('pairs the notes that match', () => {
    const pairs = countNoteEdits(tune, notes([60, 1], [64, 0.5], [65, 2])).pairs;
    expect(pairs).toContainEqual([2, 1]);
    expect(pairs).toContainEqual([3, 2]);
  });

  it('counts every note as missing for an empty estimate', () => {
    expect(countNoteEdits(tune, []).edits).toBe(1);
  });
});
