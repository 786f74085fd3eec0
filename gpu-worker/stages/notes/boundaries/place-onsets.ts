import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Notes with less than this between them follow at once: the voice glides from one to the other. */
const joinedSeconds = 0.02;
/** A smaller step is not told from a note's own unsteadiness. */
export const minStepSemitones = 0.6;
/** A note begins when so much of the step to it is done, … */
const arrivedShare = 0.7;
/** … but no later than this, nor than so much of the note. */
const maxGlideSeconds = 0.06;
const maxGlideShare = 1 / 3;
/** A consonant this near to a note's pitch, and nearer than to that of the note before, is sung on it, … */
const nearSemitones = 1;
/** … and belongs to it from here on. */
const consonantStartSeconds = 0.05;

/**
 * Puts the beginning of each note where listeners hear it. The network hears vowels begin: an m or
 * l before one that is sung on its pitch belongs to the note, but for its first moments. Where the
 * voice glides from note to note, the second begins when its pitch is nearly reached.
 *
 * @param notes in time order, none of which overlap; nor do those returned.
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

/** When the pitch arrives at a note from the one before it. */
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

/** When the voiced consonant begins that a note begins with; the note's own start without one. */
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
  // A frame stands for half a hop before it too.
  const consonant = Math.max(freeFrom, (first - 0.5) * gridHopSeconds);
  return Math.min(startSeconds, consonant + consonantStartSeconds);
}
