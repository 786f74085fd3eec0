import type { NoteEvidence } from '../network/note-network.ts';
import type { NoteSpan } from './decode-notes.ts';

/** A pitch sustained for this many frames, 0.2 s, is hummed or whistled, … */
const minFrames = 17;
/** … if it changes by less than this from frame to frame. */
const maxChangeSemitones = 0.5;
/** A pitch this near to that of a note just before is its reverberation. */
const tailSemitones = 0.7;
const tailFrames = 4;
/** Minimum log-odds given to the frames, and to onset and offset, of such a pitch. */
const insideLogOdds = 2;
const edgeLogOdds = 0;

/**
 * Promotes pitches that are sustained outside of all notes to notes. The network is trained on sung
 * words and may miss humming and whistling. Undefined if no pitch is promoted.
 *
 * @param midi fractional MIDI [frames], NaN where unvoiced.
 * @param spans the notes found by the evidence alone.
 */
export function promoteSustainedPitch(
  midi: Float32Array,
  evidence: NoteEvidence,
  spans: readonly NoteSpan[],
): NoteEvidence | undefined {
  const sustained = sustainedPitches(midi, spans);
  if (sustained.length === 0) return undefined;
  const onset = evidence.onset.slice();
  const offset = evidence.offset.slice();
  const inside = evidence.inside.slice();
  for (const { startFrame, endFrame } of sustained) {
    onset[startFrame] = Math.max(edgeLogOdds, onset[startFrame] as number);
    if (endFrame < offset.length)
      offset[endFrame] = Math.max(edgeLogOdds, offset[endFrame] as number);
    for (let frame = startFrame; frame < endFrame; frame++) {
      inside[frame] = Math.max(insideLogOdds, inside[frame] as number);
    }
  }
  return { onset, offset, inside };
}

/** Spans of continuous pitch outside of all notes, except for reverberation. */
function sustainedPitches(midi: Float32Array, spans: readonly NoteSpan[]): NoteSpan[] {
  const covered = new Uint8Array(midi.length);
  for (const { startFrame, endFrame } of spans) covered.fill(1, startFrame, endFrame);
  const sustained: NoteSpan[] = [];
  let startFrame = 0;
  for (let frame = 0; frame <= midi.length; frame++) {
    // Beyond the last frame nothing is covered, and nothing continues.
    const continues =
      covered[frame] === 0 &&
      !Number.isNaN(midi[frame]) &&
      (frame === startFrame ||
        Math.abs((midi[frame] as number) - (midi[frame - 1] as number)) < maxChangeSemitones);
    if (continues) continue;
    const span = { startFrame, endFrame: frame };
    if (frame - startFrame >= minFrames && !isTail(span, midi, covered)) sustained.push(span);
    const isNewPitch = covered[frame] === 0 && !Number.isNaN(midi[frame]);
    startFrame = isNewPitch ? frame : frame + 1;
  }
  return sustained;
}

function isTail({ startFrame, endFrame }: NoteSpan, midi: Float32Array, covered: Uint8Array) {
  const centre = midi[(startFrame + endFrame) >> 1] as number;
  for (let before = startFrame - 1; before >= startFrame - tailFrames; before--) {
    if (covered[before] === 1) return Math.abs((midi[before] as number) - centre) < tailSemitones;
  }
  return false;
}
