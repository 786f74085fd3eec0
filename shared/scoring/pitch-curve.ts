import type { F0Track } from '../analysis.ts';
import { hzToMidi } from '../pitch-units.ts';
import { foldOctave } from './fold-octave.ts';
import { medianOf } from './median.ts';

/** The sung pitch; frame `i` is centred at `i * hopSeconds`. */
export interface PitchCurve {
  readonly hopSeconds: number;
  /** Fractional MIDI, NaN in unvoiced frames [frames]. */
  readonly midi: Float32Array;
}

/** The pitch curve of a track in Hz. */
export function pitchCurveOf({ hopSeconds, frequencyHz }: F0Track): PitchCurve {
  const midi = Float32Array.from(frequencyHz, (hz) => (hz === null ? Number.NaN : hzToMidi(hz)));
  return { hopSeconds, midi };
}

/** The frames whose centres lie between two times; a view, empty outside the curve. */
export function framesBetween(
  { hopSeconds, midi }: PitchCurve,
  startSeconds: number,
  endSeconds: number,
): Float32Array {
  const start = Math.max(0, Math.ceil(startSeconds / hopSeconds));
  return midi.subarray(start, Math.max(start, Math.floor(endSeconds / hopSeconds) + 1));
}

/** The share of a note, in its middle, that tells its pitch. Voices scoop into a note and fall from it. */
const middleShare = 0.6;
const minVoicedShare = 0.3;
const minVoicedFrames = 2;

/** Whether there is a voice between two times, even if not all the time. */
export function isVoiced(curve: PitchCurve, startSeconds: number, endSeconds: number): boolean {
  const frames = framesBetween(curve, startSeconds, endSeconds);
  const voiced = frames.filter((midi) => !Number.isNaN(midi)).length;
  return voiced > 0 && voiced >= minVoicedShare * frames.length;
}

interface Span {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/**
 * The differences of the voiced frames in the middle of a note from a pitch, in semitones with octaves.
 * If almost nothing is voiced there, those of the whole note.
 */
export function middleDifferences(
  curve: PitchCurve,
  { startSeconds, endSeconds }: Span,
  targetMidi: number,
): number[] {
  const margin = ((1 - middleShare) / 2) * (endSeconds - startSeconds);
  const middle = framesBetween(curve, startSeconds + margin, endSeconds - margin);
  const voicedOf = (frames: Float32Array) => frames.filter((midi) => !Number.isNaN(midi));
  const inMiddle = voicedOf(middle);
  const isEnough =
    inMiddle.length >= minVoicedFrames && inMiddle.length >= minVoicedShare * middle.length;
  const voiced = isEnough ? inMiddle : voicedOf(framesBetween(curve, startSeconds, endSeconds));
  return Array.from(voiced, (midi) => midi - targetMidi);
}

/**
 * The median difference from a pitch over the middle of a note, in semitones without octaves;
 * `undefined` where almost nothing is voiced. Octave errors of single frames do no harm.
 */
export function middleDifference(
  curve: PitchCurve,
  span: Span,
  targetMidi: number,
): number | undefined {
  const differences = middleDifferences(curve, span, targetMidi);
  if (differences.length < minVoicedFrames) return undefined;
  return medianOf(differences.map(foldOctave));
}
