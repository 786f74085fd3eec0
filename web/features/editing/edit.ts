import type { TimedChord } from '@my-pitch/shared/chords/score-chord';
import type { EditableDocument, EditableNote } from '@my-pitch/shared/editable-document';
import { keepWords } from '@my-pitch/shared/lyrics/keep-words';
import { isWritable } from '@my-pitch/shared/notation/score-of-document';
import type { KeySignature, TimeSignature } from '@my-pitch/shared/score';
import { normaliseTitle } from '@my-pitch/shared/title';
import { addNote, type NewNote } from './add-note.ts';
import {
  deleteNote,
  gridTicks,
  indexOfNote,
  mergeWithNext,
  moveNote,
  resizeNote,
  splitNote,
  transposeNote,
} from './note-operations.ts';
import { alignBeat, rebarToTempo } from './rebar.ts';
import { scaleTempo, setPickup, setTempo, setTimeSignature } from './song-operations.ts';

/** An edit of the note with an id. */
type NoteEdit = { readonly note: number } & (
  | { readonly kind: 'delete' | 'merge' }
  /** At the grid position nearest to `at`, by default the middle of the note. */
  | { readonly kind: 'split'; readonly at?: { readonly tick: number; readonly seconds: number } }
  | { readonly kind: 'transpose'; readonly semitones: number }
  /** By one grid unit: later or longer (1), earlier or shorter (−1). */
  | { readonly kind: 'move' | 'resize'; readonly direction: 1 | -1 }
  /** Ends the note at the grid position nearest to a tick. */
  | { readonly kind: 'end'; readonly endTick: number }
);

/** Adds a note, on the grid: its ticks may be fractional. */
type AddEdit = { readonly kind: 'add' } & NewNote;

/** An edit of the whole song. */
type SongEdit =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'key'; readonly keySignature: KeySignature }
  | { readonly kind: 'time'; readonly timeSignature: TimeSignature }
  | { readonly kind: 'pickup'; readonly pickupTicks: number }
  | { readonly kind: 'scale-tempo'; readonly factor: 0.5 | 2 }
  /** The printed tempo: alone, or with the notes and barlines written at it. */
  | { readonly kind: 'tempo' | 'rebar'; readonly quarterBpm: number }
  /** Moves a beat onto a time of the recording. */
  | { readonly kind: 'beat'; readonly tick: number; readonly seconds: number }
  /** Other chords above the same notes. */
  | { readonly kind: 'chords'; readonly chords: readonly TimedChord[] }
  /** The same notes with other words. */
  | { readonly kind: 'words'; readonly notes: readonly EditableNote[] };

export type Edit = NoteEdit | AddEdit | SongEdit;

/** The document after an edit; the same object when the edit is impossible. */
export function applyEdit(document: EditableDocument, edit: Edit): EditableDocument {
  const edited = applyToNotes(document, edit);
  if (edited === document || edited.notes === document.notes) return edited;
  return { ...edited, notes: keepWords(document.notes, edited.notes) };
}

function applyToNotes(document: EditableDocument, edit: Edit): EditableDocument {
  if ('note' in edit) return applyNoteEdit(document, edit);
  return edit.kind === 'add' ? applyAdd(document, edit) : applySongEdit(document, edit);
}

/** As placed, or else on the grid of sixteenths, or of thirty-seconds. */
function applyAdd(document: EditableDocument, { kind: _, ...added }: AddEdit): EditableDocument {
  const onGrid = [12, 6].map((grid) => {
    const startTick = Math.round(added.startTick / grid) * grid;
    const endTick = Math.max(startTick + grid, Math.round(added.endTick / grid) * grid);
    return { ...added, startTick, endTick };
  });
  const isWhole = Number.isInteger(added.startTick) && Number.isInteger(added.endTick);
  return firstWritable(
    document,
    [...(isWhole ? [added] : []), ...onGrid].map((note) => () => addNote(document, note)),
  );
}

function applySongEdit(document: EditableDocument, edit: SongEdit): EditableDocument {
  switch (edit.kind) {
    case 'title':
      return retitle(document, normaliseTitle(edit.title));
    case 'key':
      return { ...document, keySignature: edit.keySignature };
    case 'time':
      return setTimeSignature(document, edit.timeSignature);
    case 'pickup':
      return setPickup(document, edit.pickupTicks);
    case 'scale-tempo':
      return scaleTempo(document, edit.factor);
    case 'tempo':
      return setTempo(document, edit.quarterBpm);
    case 'rebar':
      return rebarToTempo(document, edit.quarterBpm);
    case 'beat':
      return alignBeat(document, { tick: edit.tick, seconds: edit.seconds });
    case 'chords':
      return { ...document, chords: [...edit.chords] };
    case 'words':
      return { ...document, notes: [...edit.notes] };
  }
}

function retitle(document: EditableDocument, title: string): EditableDocument {
  return title === document.title ? document : { ...document, title };
}

/** Tries the candidates of an edit, from coarse to fine; the first that can be notated is used. */
function applyNoteEdit(document: EditableDocument, edit: NoteEdit): EditableDocument {
  const index = indexOfNote(document, edit.note);
  const note = document.notes[index];
  if (!note) return document;
  const candidates = candidatesFor(document, edit, index, note);
  return firstWritable(
    document,
    candidates.map((notes) => () => notes),
  );
}

function firstWritable(
  document: EditableDocument,
  candidates: readonly (() => EditableNote[] | undefined)[],
): EditableDocument {
  for (const candidate of candidates) {
    const notes = candidate();
    const corrected = notes && { ...document, notes };
    if (corrected && isWritable(corrected)) return corrected;
  }
  return document;
}

function candidatesFor(
  { notes }: EditableDocument,
  edit: NoteEdit,
  index: number,
  note: EditableNote,
): readonly (EditableNote[] | undefined)[] {
  switch (edit.kind) {
    case 'delete':
      return [deleteNote(notes, index)];
    case 'merge':
      return [mergeWithNext(notes, index)];
    case 'transpose':
      return [transposeNote(notes, index, edit.semitones)];
    case 'move':
      return gridTicks(note).map((ticks) => moveNote(notes, index, edit.direction * ticks));
    case 'resize':
      return gridTicks(note).map((ticks) => resizeNote(notes, index, edit.direction * ticks));
    case 'end':
      return gridTicks(note).map((ticks) => {
        const furthest = (notes[index + 1]?.endTick ?? Number.POSITIVE_INFINITY) - ticks;
        const wanted = Math.min(furthest, Math.round(edit.endTick / ticks) * ticks);
        return resizeNote(notes, index, Math.max(note.startTick + ticks, wanted) - note.endTick);
      });
    case 'split': {
      const splitTick = edit.at?.tick ?? (note.startTick + note.endTick) / 2;
      return gridTicks(note).map((ticks) =>
        splitNote(notes, index, Math.round(splitTick / ticks) * ticks, edit.at?.seconds),
      );
    }
  }
}
