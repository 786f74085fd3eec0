import type { Score } from '@my-pitch/shared/score';
import { expect, it } from 'vitest';
import { melodyBox, tinyMelody } from './tiny-melody.ts';

type SungNote = Score['sungNotes'][number];
const sung = (startSeconds: number, endSeconds: number, centreMidi: number) =>
  ({ startSeconds, endSeconds, centreMidi }) as SungNote;

it('spans the box from the first note to the last, higher notes above lower ones', () => {
  const notes = tinyMelody({ sungNotes: [sung(10, 11, 60), sung(11, 12, 72), sung(13, 14, 66)] });
  expect(notes).toEqual([
    [0, 23, 24],
    [24, 23, 0],
    [72, 23, 12],
  ]);
});

it('keeps a tune of one pitch in the middle, and notes visible that are very short', () => {
  const notes = tinyMelody({ sungNotes: [sung(0, 0.01, 60), sung(5, 10, 60)] });
  expect(notes[0]).toEqual([0, 2, (melodyBox.height - melodyBox.noteHeight) / 2]);
});

it('shows the first twenty notes, and nothing of a song without notes', () => {
  const many = Array.from({ length: 30 }, (_, i) => sung(i, i + 1, 60 + i));
  expect(tinyMelody({ sungNotes: many })).toHaveLength(20);
  expect(tinyMelody({ sungNotes: [] })).toEqual([]);
});
