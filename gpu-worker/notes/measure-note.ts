import type { SungNote } from '@my-pitch/shared/analysis';
import type { NoteSpan } from './decode-notes.ts';
import { gridHop, gridHopSeconds } from './frame-grid.ts';
import { levelDb } from './level-db.ts';
import type { NoteEvidence } from './note-network.ts';
import { findVibrato } from './vibrato.ts';

/** What a voice is, frame by frame on the grid. */
export interface VoiceFrames {
  readonly voice: Float32Array;
  /** Fractional MIDI, NaN where unvoiced. */
  readonly midi: Float32Array;
  readonly evidence: NoteEvidence;
}

/** A note before its pitch is named. */
export interface MeasuredNote extends Omit<SungNote, 'midi' | 'deviationCents'> {
  readonly span: NoteSpan;
}

/** A note needs a pitch in at least this share of its frames. */
const leastVoicedShare = 0.3;

/** Measures a note; undefined where hardly any pitch was heard. */
export function measureNote(span: NoteSpan, frames: VoiceFrames): MeasuredNote | undefined {
  const midi = frames.midi.subarray(span.startFrame, span.endFrame);
  const sung = foldOctaves(midi.filter((value) => !Number.isNaN(value)));
  if (sung.length < leastVoicedShare * midi.length || sung.length === 0) return undefined;
  const vibrato = findVibrato(midi, gridHopSeconds);
  return {
    span,
    startSeconds: span.startFrame * gridHopSeconds,
    endSeconds: span.endFrame * gridHopSeconds,
    centreMidi: centreOf(sung),
    confidence: confidenceOf(span, frames.evidence),
    loudnessDb: levelDb(frames.voice.subarray(span.startFrame * gridHop, span.endFrame * gridHop)),
    ...(vibrato && { vibrato }),
  };
}

/** Frames heard an octave off are put back into the octave of most. */
function foldOctaves(sung: Float32Array): Float32Array {
  const middle = median(sung);
  return sung.map((value) => value - 12 * Math.round((value - middle) / 12));
}

/** The median over the middle part: attacks scoop and ends fall. */
function centreOf(sung: Float32Array): number {
  const edge = Math.floor(sung.length * 0.2);
  return median(sung.subarray(edge, sung.length - edge));
}

function median(values: Float32Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/** Mean probability that the note's frames lie within a note. */
export function confidenceOf({ startFrame, endFrame }: NoteSpan, { inside }: NoteEvidence): number {
  const probabilities = inside.subarray(startFrame, endFrame).map((x) => 1 / (1 + Math.exp(-x)));
  return Math.min(1, probabilities.reduce((a, b) => a + b, 0) / (endFrame - startFrame));
}
