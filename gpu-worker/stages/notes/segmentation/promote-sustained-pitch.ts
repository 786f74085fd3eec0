import type { NoteEvidence } from '../network/note-network.ts';
import type { NoteSpan } from './decode-notes.ts';

/** A pitch held for this many frames, 0.2 s, is sung or whistled even if it sounds like no vowel, … */
const minFrames = 17;
/** … when it moves no further than this from one frame to the next, in semitones. */
const maxStep = 0.5;
/** A pitch this near to that of the note just before is its tail in the room. */
const tailReach = 0.7;
const tailFrames = 4;
/** The log-odds given to what such a pitch shows. */
const heldInside = 2;
const heldEdge = 0;

/**
 * Takes pitches that are held outside of all notes for notes: the network knows voices that sing
 * words, and may not recognise a hum or a whistle. Undefined where there is nothing of the kind.
 *
 * @param midi fractional MIDI, one a frame, NaN where unvoiced.
 * @param spans the notes that were found without.
 */
export function promoteSustainedPitch(
  midi: Float32Array,
  evidence: NoteEvidence,
  spans: readonly NoteSpan[],
): NoteEvidence | undefined {
  const held = heldPitches(midi, spans);
  if (held.length === 0) return undefined;
  const onset = evidence.onset.slice();
  const offset = evidence.offset.slice();
  const inside = evidence.inside.slice();
  for (const { startFrame, endFrame } of held) {
    onset[startFrame] = Math.max(heldEdge, onset[startFrame] as number);
    if (endFrame < offset.length) offset[endFrame] = Math.max(heldEdge, offset[endFrame] as number);
    for (let frame = startFrame; frame < endFrame; frame++) {
      inside[frame] = Math.max(heldInside, inside[frame] as number);
    }
  }
  return { onset, offset, inside };
}

/** Long stretches without a jump of the pitch, outside of all notes and not in the tail of one. */
function heldPitches(midi: Float32Array, spans: readonly NoteSpan[]): NoteSpan[] {
  const covered = new Uint8Array(midi.length);
  for (const { startFrame, endFrame } of spans) covered.fill(1, startFrame, endFrame);
  const held: NoteSpan[] = [];
  let startFrame = 0;
  for (let frame = 0; frame <= midi.length; frame++) {
    const goesOn =
      frame < midi.length &&
      covered[frame] === 0 &&
      !Number.isNaN(midi[frame]) &&
      (frame === startFrame ||
        Math.abs((midi[frame] as number) - (midi[frame - 1] as number)) < maxStep);
    if (goesOn) continue;
    const span = { startFrame, endFrame: frame };
    if (frame - startFrame >= minFrames && !isTail(span, midi, covered)) held.push(span);
    const isStep = frame < midi.length && covered[frame] === 0 && !Number.isNaN(midi[frame]);
    startFrame = isStep ? frame : frame + 1;
  }
  return held;
}

function isTail({ startFrame, endFrame }: NoteSpan, midi: Float32Array, covered: Uint8Array) {
  const centre = midi[(startFrame + endFrame) >> 1] as number;
  for (let before = startFrame - 1; before >= startFrame - tailFrames; before--) {
    if (covered[before] === 1) return Math.abs((midi[before] as number) - centre) < tailReach;
  }
  return false;
}
