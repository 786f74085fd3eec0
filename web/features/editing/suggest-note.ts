import type { EditableDocument } from '@my-pitch/shared/editable-document';
import type { Score } from '@my-pitch/shared/score';
import { secondsAtTick, tickAtSeconds } from '@my-pitch/shared/time-map';
import type { SungCurve } from '../pitch/sung-curve.ts';
import {
  type DrawnNote,
  performanceOf,
  type SungStretch,
  stretchAt,
  stretchWithin,
  type TimeRange,
} from '../pitch/sung-stretch.ts';
import type { NewNote } from './add-note.ts';

/** What was sung, as far as it is known. */
export interface SungPitch {
  readonly curve: SungCurve;
  readonly tuningOffsetCents: number;
}

interface Span {
  readonly startTick: number;
  readonly endTick: number;
}

/** Without any other note: the middle of a voice. */
const fallbackMidi = 67;

/** The pitch to offer for a place: what was sung there, or else the pitch of the note before or after it. */
export function suggestMidi(
  score: Pick<Score, 'timeMap'>,
  { notes }: Pick<EditableDocument, 'notes'>,
  span: Span,
  sung: SungPitch | undefined,
): number {
  const stretch = sung && stretchIn(score, span, sung.curve);
  if (stretch) return Math.round(stretch.pitch);
  const before = notes.findLast(({ startTick }) => startTick < span.startTick);
  return (before ?? notes[0])?.midi ?? fallbackMidi;
}

/** A note of a pitch at a place, with what was sung there if that is near the pitch. */
export function noteAt(
  score: Pick<Score, 'timeMap'>,
  { startTick, endTick }: Span,
  midi: number,
  sung: SungPitch | undefined,
): NewNote {
  const stretch = sung && stretchIn(score, { startTick, endTick }, sung.curve, midi);
  const note = { startTick, endTick, midi };
  if (!sung || !stretch) return note;
  return { ...note, sung: performanceOf(stretch, midi, sung.tuningOffsetCents) };
}

/** Shorter drawings are taps. */
const minDrawnSeconds = 0.04;
/** The length of a note that is tapped where nothing was sung: an eighth. */
const tappedTicks = 24;

/**
 * A note from a drawing in the pitch view, snapped to what was sung there; a tap is the stretch that was
 * sung around it. Its ticks are fractional.
 */
export function drawnNoteOf(
  { timeMap }: Pick<Score, 'timeMap'>,
  document: Pick<EditableDocument, 'notes'>,
  drawn: DrawnNote,
  sung: SungPitch | undefined,
): NewNote {
  const isTap = drawn.endSeconds - drawn.startSeconds < minDrawnSeconds;
  const limits = gapAround(document, drawn.startSeconds);
  const stretch =
    sung &&
    (isTap
      ? stretchAt(sung.curve, drawn.startSeconds, drawn.midi, limits)
      : stretchWithin(sung.curve, drawn, drawn.midi));
  const startTick = tickAtSeconds(timeMap, (stretch ?? drawn).startSeconds);
  const drawnEnd = isTap ? startTick + tappedTicks : tickAtSeconds(timeMap, drawn.endSeconds);
  const endTick = stretch ? tickAtSeconds(timeMap, stretch.endSeconds) : drawnEnd;
  const midi = Math.min(127, Math.max(0, Math.round(stretch?.pitch ?? drawn.midi)));
  const note = { startTick: Math.max(0, startTick), endTick, midi };
  if (!sung || !stretch) return note;
  return { ...note, sung: performanceOf(stretch, midi, sung.tuningOffsetCents) };
}

/** The time between the sung notes around a time. */
function gapAround({ notes }: Pick<EditableDocument, 'notes'>, seconds: number): TimeRange {
  const before = notes.findLast(({ sung }) => sung.endSeconds <= seconds);
  const after = notes.find(({ sung }) => sung.startSeconds > seconds);
  return {
    startSeconds: before?.sung.endSeconds ?? 0,
    endSeconds: after?.sung.startSeconds ?? Number.POSITIVE_INFINITY,
  };
}

function stretchIn(
  { timeMap }: Pick<Score, 'timeMap'>,
  { startTick, endTick }: Span,
  curve: SungCurve,
  near?: number,
): SungStretch | undefined {
  const startSeconds = secondsAtTick(timeMap, startTick);
  return stretchWithin(curve, { startSeconds, endSeconds: secondsAtTick(timeMap, endTick) }, near);
}
