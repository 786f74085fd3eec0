import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Of a consonant that keeps the pitch this much still belongs to the note before it, … */
const sharedPart = 0.3;
/** … but no more frames than this: 46 ms. */
const maxFrames = 4;

/**
 * Lengthens notes into the voiced consonants after them. There is no moment at which a sung m or l
 * takes over from its vowel; annotators put the end of a note between the vowel's and the pitch's.
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
