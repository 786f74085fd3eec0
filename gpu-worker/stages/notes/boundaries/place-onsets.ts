import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Across a shorter pause the voice glides from one note to the other. */
const joinedSeconds = 0.02;
/** A smaller change of pitch may be the unsteadiness of one note. */
export const minStepSemitones = 0.6;
/** A note begins when this share of the change of pitch is done, … */
const arrivedShare = 0.7;
/** … but at most this late, and at most this share of the note. */
const maxGlideSeconds = 0.06;
const maxGlideShare = 1 / 3;
/** A consonant is sung on a note if its pitch is this near, and nearer than to the note before, … */
const nearSemitones = 1;
/** … and belongs to the note from this time after its start on. */
const consonantStartSeconds = 0.05;

/**
 * Moves each onset to where listeners perceive it. The network marks the start of vowels. A sung m or l
 * before a vowel, on its pitch, belongs to the note except for its first 50 ms. Where the voice glides
 * from note to note, the second begins when its pitch is nearly reached.
 *
 * @param notes in time order, without overlaps; the result has none either.
 * @param midi one value a frame, NaN where unvoiced.
 */
export function placeOnsets(notes: readonly MeasuredNote[], midi: Float32Array): MeasuredNote[] {
  return notes.map((note, i) => {
    const before = notes[i - 1];
    const isJoined = before && note.startSeconds - before.endSeconds < joinedSeconds;
    const startSeconds = isJoined
      ? arrivalSeconds(before, note, midi)
      : leadInSeconds(before, note, midi);
    return { ...note, startSeconds };
  });
}

/** When the pitch has arrived at a note from the one before it. */
function arrivalSeconds(before: MeasuredNote, note: MeasuredNote, midi: Float32Array): number {
  const { startSeconds, endSeconds, centreMidi, span } = note;
  const step = centreMidi - before.centreMidi;
  if (Math.abs(step) < minStepSemitones) return startSeconds;
  const share = (endSeconds - startSeconds) * maxGlideShare;
  const latest = startSeconds + Math.min(maxGlideSeconds, share);
  const doneAt = (frame: number) => ((midi[frame] as number) - before.centreMidi) / step;
  for (let frame = span.startFrame; frame * gridHopSeconds < latest; frame++) {
    const done = doneAt(frame);
    if (!(done >= arrivedShare)) continue;
    if (frame === span.startFrame) return startSeconds;
    const doneBefore = doneAt(frame - 1);
    const part = (done - arrivedShare) / (done - doneBefore);
    return (frame - (Number.isNaN(part) ? 0 : part)) * gridHopSeconds;
  }
  return latest;
}

/** The onset of a note with a voiced consonant before it; its own start without one. */
function leadInSeconds(
  before: MeasuredNote | undefined,
  { startSeconds, centreMidi, span }: MeasuredNote,
  midi: Float32Array,
): number {
  const freeFrom = before?.endSeconds ?? 0;
  const isSame = before && Math.abs(before.centreMidi - centreMidi) < minStepSemitones;
  const farFromBefore = (value: number) =>
    !before || isSame ? Number.POSITIVE_INFINITY : Math.abs(value - before.centreMidi);
  const isOnPitch = (frame: number) => {
    const value = midi[frame] as number;
    return Math.abs(value - centreMidi) < Math.min(nearSemitones, farFromBefore(value));
  };
  let first = span.startFrame;
  while ((first - 1) * gridHopSeconds > freeFrom && isOnPitch(first - 1)) first--;
  if (first === span.startFrame) return startSeconds;
  // A frame represents half a hop on either side.
  const consonant = Math.max(freeFrom, (first - 0.5) * gridHopSeconds);
  return Math.min(startSeconds, consonant + consonantStartSeconds);
}
