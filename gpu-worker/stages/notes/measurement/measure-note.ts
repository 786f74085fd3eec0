import type { SungNote } from '@my-pitch/shared/analysis';
import { levelDb } from '../../../audio/level-db.ts';
import { gridHop, gridHopSeconds } from '../frame-grid.ts';
import type { NoteEvidence } from '../network/note-network.ts';
import type { NoteSpan } from '../segmentation/decode-notes.ts';
import { findVibrato } from './find-vibrato.ts';

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
  /** How far the pitch moves where its centre is taken: the distance of the quartiles. */
  readonly spreadSemitones: number;
}

/** A note needs a pitch in at least this share of its frames. */
const minVoicedShare = 0.3;

/**
 * The part of a note by which it is named, and how high in that part the name lies. Voices scoop into
 * a note and fall from it; of a glide listeners hear what two thirds of it reach (Rossi, 1971), and
 * the higher frequencies more (d'Alessandro, Rosset and Rossi, "The pitch of short-duration fundamental
 * frequency glissandos", 1998).
 */
const heardFrom = 0.3;
const heardTo = 0.9;
const heardQuantile = 0.6;

/** Measures a note; undefined where hardly any pitch was heard. */
export function measureNote(span: NoteSpan, frames: VoiceFrames): MeasuredNote | undefined {
  const midi = frames.midi.subarray(span.startFrame, span.endFrame);
  const sung = foldOctaves(midi.filter((value) => !Number.isNaN(value)));
  if (sung.length < minVoicedShare * midi.length || sung.length === 0) return undefined;
  const vibrato = findVibrato(midi, gridHopSeconds);
  const heard = sung
    .slice(Math.floor(sung.length * heardFrom), Math.ceil(sung.length * heardTo))
    .sort();
  return {
    span,
    startSeconds: span.startFrame * gridHopSeconds,
    endSeconds: span.endFrame * gridHopSeconds,
    // A vibrato is heard as its mean.
    centreMidi: vibrato ? meanOf(heard) : quantileOf(heard, heardQuantile),
    spreadSemitones: quantileOf(heard, 0.75) - quantileOf(heard, 0.25),
    confidence: confidenceOf(span, frames.evidence),
    loudnessDb: levelDb(frames.voice.subarray(span.startFrame * gridHop, span.endFrame * gridHop)),
    ...(vibrato && { vibrato }),
  };
}

/** Frames heard an octave off are put back into the octave of most. */
function foldOctaves(sung: Float32Array): Float32Array {
  const middle = quantileOf(sung.toSorted(), 0.5);
  return sung.map((value) => value - 12 * Math.round((value - middle) / 12));
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of values in order, between two of them where it falls there. */
function quantileOf(sorted: Float32Array, quantile: number): number {
  const place = quantile * (sorted.length - 1);
  const lower = sorted[Math.floor(place)] as number;
  const upper = sorted[Math.ceil(place)] as number;
  return lower + (place % 1) * (upper - lower);
}

/** Mean probability that the note's frames lie within a note. */
export function confidenceOf({ startFrame, endFrame }: NoteSpan, { inside }: NoteEvidence): number {
  const probabilities = inside.subarray(startFrame, endFrame).map((x) => 1 / (1 + Math.exp(-x)));
  return Math.min(1, probabilities.reduce((a, b) => a + b, 0) / (endFrame - startFrame));
}
