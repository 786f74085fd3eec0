import type { SungNote } from '@my-pitch/shared/analysis';
import { levelDb } from '../../../audio/level-db.ts';
import { gridHop, gridHopSeconds } from '../frame-grid.ts';
import type { NoteEvidence } from '../network/note-network.ts';
import type { NoteSpan } from '../segmentation/decode-notes.ts';
import { findVibrato } from './find-vibrato.ts';

/** A voice and its analysis by grid frames. */
export interface VoiceFrames {
  /** Mono samples at 22 050 Hz. */
  readonly voice: Float32Array;
  /** Fractional MIDI, NaN where unvoiced. */
  readonly midi: Float32Array;
  readonly evidence: NoteEvidence;
}

/** A note before its pitch is named. */
export interface MeasuredNote extends Omit<SungNote, 'midi' | 'deviationCents'> {
  readonly span: NoteSpan;
  /** Interquartile range of the pitch in the part of the note that `centreMidi` is taken from. */
  readonly spreadSemitones: number;
}

/** Minimum share of voiced frames. */
const minVoicedShare = 0.3;

/**
 * The part of a note that determines its perceived pitch, and the quantile of the pitch in it. Voices
 * scoop into a note and fall from it. The perceived pitch of a glide is that at two thirds of it
 * (Rossi, 1971), with more weight on higher frequencies (d'Alessandro, Rosset and Rossi, "The pitch of
 * short-duration fundamental frequency glissandos", 1998).
 */
const perceivedFrom = 0.3;
const perceivedTo = 0.9;
const perceivedQuantile = 0.6;

/** Measures a note; undefined if fewer than 30 % of its frames are voiced. */
export function measureNote(span: NoteSpan, frames: VoiceFrames): MeasuredNote | undefined {
  const midi = frames.midi.subarray(span.startFrame, span.endFrame);
  const sung = foldOctaves(midi.filter((value) => !Number.isNaN(value)));
  if (sung.length < minVoicedShare * midi.length || sung.length === 0) return undefined;
  const vibrato = findVibrato(midi, gridHopSeconds);
  const perceived = sung
    .slice(Math.floor(sung.length * perceivedFrom), Math.ceil(sung.length * perceivedTo))
    .sort();
  return {
    span,
    startSeconds: span.startFrame * gridHopSeconds,
    endSeconds: span.endFrame * gridHopSeconds,
    // The perceived pitch of a vibrato is its mean.
    centreMidi: vibrato ? meanOf(perceived) : quantileOf(perceived, perceivedQuantile),
    spreadSemitones: quantileOf(perceived, 0.75) - quantileOf(perceived, 0.25),
    confidence: confidenceOf(span, frames.evidence),
    loudnessDb: levelDb(frames.voice.subarray(span.startFrame * gridHop, span.endFrame * gridHop)),
    ...(vibrato && { vibrato }),
  };
}

/** Moves octave slips of the tracker to the octave of the median. */
function foldOctaves(sung: Float32Array): Float32Array {
  const middle = quantileOf(sung.toSorted(), 0.5);
  return sung.map((value) => value - 12 * Math.round((value - middle) / 12));
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A quantile of ascending values, by linear interpolation. */
function quantileOf(sorted: Float32Array, quantile: number): number {
  const position = quantile * (sorted.length - 1);
  const lower = sorted[Math.floor(position)] as number;
  const upper = sorted[Math.ceil(position)] as number;
  return lower + (position % 1) * (upper - lower);
}

/** Mean probability that the note's frames lie within a note. */
export function confidenceOf({ startFrame, endFrame }: NoteSpan, { inside }: NoteEvidence): number {
  const probabilities = inside.subarray(startFrame, endFrame).map((x) => 1 / (1 + Math.exp(-x)));
  return Math.min(1, probabilities.reduce((a, b) => a + b, 0) / (endFrame - startFrame));
}
