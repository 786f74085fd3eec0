import type { MeasuredNote } from '../measurement/measure-note.ts';
import { heldLogOdds, type VoiceSound } from './held-evidence.ts';

/** Parts of one note follow each other at once, on nearly one pitch: a semitone may be sung without a consonant. */
const maxGapFrames = 6;
const nearSemitones = 0.8;

/**
 * Joins the parts of held notes that were split: nothing in the sound at the boundary tells of another
 * syllable, and the pitch is the same.
 *
 * @param notes in time order.
 * @param measure measures the note of another span; undefined if it has no pitch.
 */
export function joinContinued(
  notes: readonly MeasuredNote[],
  sound: VoiceSound,
  measure: (span: MeasuredNote['span']) => MeasuredNote | undefined,
): MeasuredNote[] {
  const joined: MeasuredNote[] = [];
  for (const note of notes) {
    const last = joined.at(-1);
    const whole =
      last &&
      isContinued(last, note, sound) &&
      measure({ startFrame: last.span.startFrame, endFrame: note.span.endFrame });
    if (whole) joined[joined.length - 1] = whole;
    else joined.push(note);
  }
  return joined;
}

function isContinued(first: MeasuredNote, second: MeasuredNote, sound: VoiceSound): boolean {
  return (
    second.span.startFrame - first.span.endFrame <= maxGapFrames &&
    Math.abs(second.centreMidi - first.centreMidi) < nearSemitones &&
    heldLogOdds(first, second, sound) > 0
  );
}
