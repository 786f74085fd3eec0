import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { expect, it } from 'vitest';
import { drawnNoteOf, noteAt, suggestMidi } from './suggest-note.ts';

// Quarters of a second each; a rest from tick 144 to 192, in which E4 (64) was sung from 3.1 to 3.9 s.
const score = writtenScore(shortTune);
const document = editableOf(score);
const rest = { startTick: 144, endTick: 192 };
const midi = Float32Array.from({ length: 600 }, (_, frame) =>
  frame >= 310 && frame < 390 ? 64.2 : Number.NaN,
);
const sung = { curve: { hopSeconds: 0.01, midi }, tuningOffsetCents: 10 };

it('offers the pitch that was sung, or else that of the note before', () => {
  expect(suggestMidi(score, document, rest, sung)).toBe(64);
  expect(suggestMidi(score, document, rest, undefined)).toBe(71);
  expect(suggestMidi(score, document, { startTick: 288, endTick: 336 }, sung)).toBe(72);
  expect(suggestMidi(score, { notes: [] }, rest, undefined)).toBe(67);
});

it('measures an added note where its pitch was sung', () => {
  const note = noteAt(score, rest, 64, sung);
  expect(note.sung?.startSeconds).toBeCloseTo(3.1);
  expect(note.sung?.endSeconds).toBeCloseTo(3.9);
  expect(note.sung?.deviationCents).toBeCloseTo(20);
  expect(note.sung?.centreMidi).toBeCloseTo(64.3);
});

it('adds a note of another pitch unmeasured', () => {
  expect(noteAt(score, rest, 72, sung)).toEqual({ ...rest, midi: 72 });
});

it('snaps a drawn note to what was sung, and a tap to all of it', () => {
  const rounded = (startSeconds: number, endSeconds: number, midi: number) => {
    const { startTick, endTick, ...note } = drawnNoteOf(
      score,
      document,
      { startSeconds, endSeconds, midi },
      sung,
    );
    return [Math.round(startTick), Math.round(endTick), note.midi, note.sung !== undefined];
  };
  expect(rounded(2.9, 3.95, 64.9)).toEqual([149, 187, 64, true]);
  expect(rounded(3.5, 3.5, 63.5)).toEqual([149, 187, 64, true]);
  // Far from the curve, a note is taken as drawn.
  expect(rounded(3, 3.5, 70.2)).toEqual([144, 168, 70, false]);
  expect(rounded(3.5, 3.5, 70.2)).toEqual([168, 192, 70, false]);
});
