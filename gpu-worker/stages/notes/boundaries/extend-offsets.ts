import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Share of a voiced consonant that belongs to the note before it, … */
const sharedPart = 0.3;
/** … up to this many frames: 46 ms. */
const maxFrames = 4;

/**
 * Extends notes into the voiced consonants after them. The change from a vowel to a sung m or l is
 * gradual; annotators mark the end of the note between the end of the vowel and that of the pitch.
 *
 * @param midi one value a frame, NaN where unvoiced.
 */
export function extendOffsets(notes: readonly MeasuredNote[], midi: Float32Array): MeasuredNote[] {
  return notes.map((note, i) => {
    const { endFrame } = note.span;
    const next = notes[i + 1]?.span.startFrame ?? endFrame;
    let voiced = endFrame;
    while (voiced < next && !Number.isNaN(midi[voiced])) voiced++;
    const shared = Math.min(maxFrames, Math.round(sharedPart * (voiced - endFrame)));
    return { ...note, endSeconds: (endFrame + shared) * gridHopSeconds };
  });
}
