import type { EditableDocument, EditableNote } from '@my-pitch/shared/editable-document';
import { composeTimeMap } from '@my-pitch/shared/notation/compose-time-map';
import { type ScoreSungNote, ticksPerQuarter } from '@my-pitch/shared/score';
import { secondsAtTick } from '@my-pitch/shared/time-map';

/** A note to add, in ticks. */
export interface NewNote {
  readonly startTick: number;
  readonly endTick: number;
  readonly midi: number;
  /** How it was sung, where that was measured; else it counts as sung as written. */
  readonly sung?: ScoreSungNote;
}

const minTicks = ticksPerQuarter / 8;
/** The least distance of two sung onsets: their order is the order of the notes. */
const minSeconds = 0.01;
/** Loudness of a note that was not measured, as of a quiet voice. */
const unmeasuredDb = -30;

/**
 * The notes with one more. A note that sounds at its start ends there; the next note limits its end.
 * The time map stays: an added note is no anchor.
 * @returns `undefined` where another note starts, and where there is no room on the page or in time.
 */
export function addNote(document: EditableDocument, added: NewNote): EditableNote[] | undefined {
  const { startTick, midi } = added;
  const after = document.notes.findIndex((note) => note.startTick >= startTick);
  const index = after === -1 ? document.notes.length : after;
  const next = document.notes[index];
  const before = document.notes[index - 1];
  const endTick = Math.min(added.endTick, next?.startTick ?? Number.POSITIVE_INFINITY);
  const isPossible = startTick >= 0 && endTick - startTick >= minTicks && midi >= 0 && midi <= 127;
  if (!isPossible || (before && startTick - before.startTick < minTicks)) return undefined;
  const sung = sungBetween(document, { ...added, endTick }, before, next);
  if (!sung) return undefined;
  const notes = document.notes.toSpliced(index, 0, {
    id: addedNoteId(document),
    ...{ startTick, endTick, midi, sung },
    isAnchor: false,
  });
  return before ? notes.with(index - 1, endBefore(before, startTick, sung.startSeconds)) : notes;
}

/** The id that the next added note gets. */
export function addedNoteId({ notes }: Pick<EditableDocument, 'notes'>): number {
  return 1 + notes.reduce((highest, note) => Math.max(highest, note.id), -1);
}

/** The sung note between its neighbours' onsets; `undefined` without room for it. */
function sungBetween(
  document: EditableDocument,
  { startTick, endTick, midi, sung }: NewNote,
  before: EditableNote | undefined,
  next: EditableNote | undefined,
): ScoreSungNote | undefined {
  const map = composeTimeMap(document);
  const earliest = before ? before.sung.startSeconds + minSeconds : 0;
  const latest = next ? next.sung.startSeconds - minSeconds : Number.POSITIVE_INFINITY;
  if (earliest > latest) return undefined;
  const wanted = sung?.startSeconds ?? secondsAtTick(map, startTick);
  const startSeconds = Math.min(latest, Math.max(earliest, wanted));
  const wantedEnd = sung?.endSeconds ?? secondsAtTick(map, endTick);
  const endSeconds = Math.min(
    next?.sung.startSeconds ?? Number.POSITIVE_INFINITY,
    Math.max(startSeconds + minSeconds, wantedEnd),
  );
  const measured = sung ?? {
    centreMidi: midi,
    deviationCents: 0,
    confidence: 0,
    loudnessDb: unmeasuredDb,
  };
  return { ...measured, startSeconds, endSeconds };
}

/** A note that ends, on the page and in the recording, before another one begins. */
function endBefore(note: EditableNote, tick: number, seconds: number): EditableNote {
  const { endTick, sung } = note;
  if (endTick <= tick && sung.endSeconds <= seconds) return note;
  return {
    ...note,
    endTick: Math.min(endTick, tick),
    sung: { ...sung, endSeconds: Math.min(sung.endSeconds, seconds) },
  };
}
