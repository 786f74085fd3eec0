import type { F0Track } from '@my-pitch/shared/analysis';
import { hzToMidi } from '@my-pitch/shared/pitch-units';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { foldOctave } from '@my-pitch/shared/scoring/fold-octave';
import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import { takeSecondsAt } from '@my-pitch/shared/scoring/time-alignment';

/** A moment in the original's time, and a fractional MIDI pitch in the original's key. */
type CurvePoint = readonly [seconds: number, midi: number];
/** The pitch of a voice, divided where it is silent. */
export type PitchLines = readonly (readonly CurvePoint[])[];

type Track = Pick<F0Track, 'hopSeconds' | 'frequencyHz'>;
interface Span {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

const stepSeconds = 0.01;

/** What the original sang in a part of it. */
export function originalLines(track: Track, span: Span): PitchLines {
  return linesOf(span, (seconds) => midiAt(track, seconds));
}

/**
 * What the take sang there, moved to the original's time, key and tuning, and each note to the octave of the
 * original's.
 */
export function takeLines(
  track: Track,
  { alignment, transposition }: Pick<Comparison, 'alignment' | 'transposition'>,
  notes: readonly ReferenceNote[],
  span: Span,
): PitchLines {
  const { semitones, octaves, tuningCents } = transposition;
  const offset = semitones + 12 * octaves + tuningCents / 100;
  let note = 0;
  return linesOf(span, (seconds) => {
    while ((notes[note + 1]?.startSeconds ?? Number.POSITIVE_INFINITY) <= seconds) note += 1;
    const midi = midiAt(track, takeSecondsAt(alignment.points, seconds));
    const wanted = notes[note]?.writtenMidi;
    if (midi === undefined || wanted === undefined) return midi;
    return wanted + foldOctave(midi - offset - wanted);
  });
}

function linesOf(
  { startSeconds, endSeconds }: Span,
  midiAtSeconds: (seconds: number) => number | undefined,
): PitchLines {
  const lines: CurvePoint[][] = [];
  let line: CurvePoint[] = [];
  const count = Math.floor((endSeconds - startSeconds) / stepSeconds + 1e-6);
  for (let step = 0; step <= count; step += 1) {
    const seconds = startSeconds + step * stepSeconds;
    const midi = midiAtSeconds(seconds);
    if (midi !== undefined) {
      if (line.length === 0) lines.push(line);
      line.push([seconds, midi]);
    } else line = [];
  }
  return lines;
}

function midiAt({ hopSeconds, frequencyHz }: Track, seconds: number): number | undefined {
  const hertz = frequencyHz[Math.round(seconds / hopSeconds)];
  return hertz === null || hertz === undefined ? undefined : hzToMidi(hertz);
}
