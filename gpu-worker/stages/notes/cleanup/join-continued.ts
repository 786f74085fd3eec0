import type { MeasuredNote } from '../measurement/measure-note.ts';
import { heldLogOdds, type VoiceSound } from './held-evidence.ts';
import { joinParts, type MeasureSpan } from './join-parts.ts';

/** Parts of one note follow each other at once, on nearly one pitch: a semitone may be sung without a consonant. */
const maxGapFrames = 6;
const nearSemitones = 0.8;

/**
 * Joins the parts of held notes that were split: nothing in the sound at the boundary tells of another
 * syllable, and the pitch is the same.
 *
 * @param notes in time order.
 */
export function joinContinued(
  notes: readonly MeasuredNote[],
  sound: VoiceSound,
  measure: MeasureSpan,
): MeasuredNote[] {
  return joinParts(notes, (last, note) => isContinued(last, note, sound), measure);
}

function isContinued(first: MeasuredNote, second: MeasuredNote, sound: VoiceSound): boolean {
  return (
    second.span.startFrame - first.span.endFrame <= maxGapFrames &&
    Math.abs(second.centreMidi - first.centreMidi) < nearSemitones &&
    heldLogOdds(first, second, sound) > 0
  );
}
