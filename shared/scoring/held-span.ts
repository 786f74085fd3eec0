import { foldOctave } from './fold-octave.ts';
import { anotherNoteCents } from './levels.ts';
import type { PlacedNote } from './match-notes.ts';
import type { PitchCurve } from './pitch-curve.ts';

/** The voice has to be on the note for this share of it. */
const minShare = 0.5;
/** The voice may come this early. */
const maxEarlySeconds = 0.5;
/** Shorter breaks are consonants. */
const maxBreakSeconds = 0.06;

/**
 * Where the voice is on a note, judged by the pitch curve alone: for live singing, and for notes that
 * the transcription did not divide from their neighbours. `undefined` if it is there for less than half
 * of the note. A voice that was on the pitch all along begins the note in time.
 *
 * @param previous the note before, which may have the same pitch.
 */
export function heldSpan(
  { hopSeconds, midi }: PitchCurve,
  note: PlacedNote,
  previous: PlacedNote | undefined,
): { startSeconds: number; endSeconds: number } | undefined {
  const isOn = (frame: number) =>
    100 * Math.abs(foldOctave((midi[frame] ?? Number.NaN) - note.midi)) < anotherNoteCents;
  const start = Math.max(0, Math.ceil(note.startSeconds / hopSeconds));
  const end = Math.floor(note.endSeconds / hopSeconds);
  const on = Array.from({ length: Math.max(0, end - start + 1) }, (_, i) => start + i).filter(isOn);
  const [first, last] = [on[0], on.at(-1)];
  if (first === undefined || last === undefined || on.length < minShare * (end - start + 1)) {
    return undefined;
  }
  // The voice changes between two frames.
  const endSeconds = (last + 0.5) * hopSeconds;
  if (first > start) return { startSeconds: (first - 0.5) * hopSeconds, endSeconds };
  const middleOfPrevious = previous ? (previous.startSeconds + previous.endSeconds) / 2 : 0;
  const earliest = Math.max(note.startSeconds - maxEarlySeconds, middleOfPrevious) / hopSeconds;
  let from = first;
  for (let frame = first - 1; frame >= earliest; frame--) {
    if (isOn(frame)) from = frame;
    else if ((from - frame) * hopSeconds > maxBreakSeconds) break;
  }
  const wasHeld = from - 1 < earliest;
  return { startSeconds: wasHeld ? note.startSeconds : (from - 0.5) * hopSeconds, endSeconds };
}
