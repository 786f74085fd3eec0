import type { MeasuredNote } from '../measurement/measure-note.ts';
import { minStepSemitones } from './place-onsets.ts';

/** Share of a glide between two notes that belongs to the second. */
const sharedPart = 0.1;

/**
 * Moves onsets into the glide that leads to the note. Where the voice continues from one note to another
 * pitch, the network marks the second at its vowel; annotators mark it slightly earlier.
 *
 * @param notes in time order, without overlaps; nor do those returned overlap.
 * @param midi one value a frame, NaN where unvoiced.
 */
export function advanceOnsets(notes: readonly MeasuredNote[], midi: Float32Array): MeasuredNote[] {
  return notes.map((note, i) => {
    const before = notes[i - 1];
    if (!before || !isGlide(before, note, midi)) return note;
    const glideSeconds = note.startSeconds - before.endSeconds;
    return { ...note, startSeconds: note.startSeconds - sharedPart * glideSeconds };
  });
}

function isGlide(before: MeasuredNote, note: MeasuredNote, midi: Float32Array): boolean {
  const between = midi.subarray(before.span.endFrame, note.span.startFrame);
  return (
    Math.abs(note.centreMidi - before.centreMidi) >= minStepSemitones && !between.some(Number.isNaN)
  );
}
