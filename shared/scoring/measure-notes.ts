import { foldOctave } from './fold-octave.ts';
import { heldSpan } from './held-span.ts';
import { isSamePitch, type JoinedSpan, joinPieces } from './join-pieces.ts';
import { matchNotes, type PlacedNote } from './match-notes.ts';
import { middleDifference, type PitchCurve } from './pitch-curve.ts';
import type { ReferenceNote } from './reference-notes.ts';
import { type TimeAlignment, takeSecondsAt } from './time-alignment.ts';

/** What was sung. */
export interface Take {
  readonly curve: PitchCurve;
  /** In time order, with the sung pitch. May be empty: then the curve decides alone. */
  readonly notes: readonly PlacedNote[];
}

interface Span {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** A note as it was sung, in the take's time. */
export interface SungMeasures extends Span {
  /** Positive is sharp; without key, tuning and octaves. */
  readonly pitchErrorCents: number;
  /** Positive is late. */
  readonly onsetErrorMilliseconds: number;
  /** The shorter of the sung and the wanted length divided by the longer. */
  readonly lengthOverlap: number;
}

export interface MeasuredTake {
  /** One for each reference note; undefined where it was not sung. */
  readonly notes: readonly (SungMeasures | undefined)[];
  /** Sung notes that belong to no reference note. */
  readonly extraNotes: readonly PlacedNote[];
}

/**
 * Measures each note of the original in a take.
 * @param offsetSemitones the take's transposition: key, octaves and tuning.
 */
export function measureNotes(
  reference: readonly ReferenceNote[],
  take: Take,
  alignment: TimeAlignment,
  offsetSemitones: number,
): MeasuredTake {
  const wanted = reference.map((note) => ({
    startSeconds: takeSecondsAt(alignment, note.startSeconds),
    endSeconds: takeSecondsAt(alignment, note.endSeconds),
    midi: note.midi + offsetSemitones,
  }));
  const matches = matchNotes(wanted, take.notes);
  const used = new Set(matches.filter((index) => index !== undefined));
  const notes = wanted.map((note, i) => {
    const match = matches[i];
    const span: JoinedSpan | undefined =
      match === undefined
        ? heldSpan(take.curve, note, wanted[i - 1])
        : joinPieces(
            match,
            note,
            take.notes,
            used,
            wanted[matches[i + 1] === undefined ? i + 1 : -1],
          );
    return span && measure(span, note, bendOf(reference[i] as ReferenceNote), take, match);
  });
  const extraNotes = take.notes.filter((note, i) => !used.has(i) && !isPartOf(wanted, note));
  return { notes, extraNotes };
}

/** Further from the written pitch, the original sang or the transcription wrote another note. */
const maxBendSemitones = 0.5;

/** From the sung to the written pitch of the original. */
function bendOf({ midi, writtenMidi }: ReferenceNote): number {
  const bend = writtenMidi - midi;
  return Math.abs(bend) <= maxBendSemitones ? bend : 0;
}

function measure(
  { pitchEndSeconds, ...span }: JoinedSpan,
  wanted: PlacedNote,
  bendSemitones: number,
  { curve, notes }: Take,
  match: number | undefined,
): SungMeasures | undefined {
  const sungMidi = match === undefined ? undefined : notes[match]?.midi;
  const difference =
    middleDifference(
      curve,
      { ...span, endSeconds: pitchEndSeconds ?? span.endSeconds },
      wanted.midi,
    ) ?? (sungMidi === undefined ? undefined : foldOctave(sungMidi - wanted.midi));
  if (difference === undefined) return undefined;
  const [low, high] = [Math.min(0, bendSemitones), Math.max(0, bendSemitones)];
  const nearest = Math.min(high, Math.max(low, difference));
  const seconds = span.endSeconds - span.startSeconds;
  const wantedSeconds = wanted.endSeconds - wanted.startSeconds;
  return {
    ...span,
    pitchErrorCents: 100 * (difference - nearest),
    onsetErrorMilliseconds: 1000 * (span.startSeconds - wanted.startSeconds),
    lengthOverlap: Math.min(seconds, wantedSeconds) / Math.max(seconds, wantedSeconds),
  };
}

/** Whether a sung note is mostly covered by wanted notes of its pitch, so that it is a piece of them. */
function isPartOf(wanted: readonly PlacedNote[], note: PlacedNote): boolean {
  const covered = wanted.reduce((sum, other) => {
    const start = Math.max(note.startSeconds, other.startSeconds);
    const end = Math.min(note.endSeconds, other.endSeconds);
    return end > start && isSamePitch(other, note) ? sum + end - start : sum;
  }, 0);
  return covered >= (note.endSeconds - note.startSeconds) / 2;
}
