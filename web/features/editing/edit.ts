import type { KeySignature, TimeSignature } from '@my-pitch/shared/score';
import { normaliseTitle } from '@my-pitch/shared/title';
import type { EditableDocument, EditableNote } from './document.ts';
import {
  deleteNote,
  gridSteps,
  indexOfNote,
  mergeWithNext,
  moveNote,
  resizeNote,
  splitNote,
  transposeNote,
} from './note-operations.ts';
import { isWritable } from './score-of.ts';
import { scaleTempo, setPickup, setTempo, setTimeSignature } from './song-operations.ts';

/** A correction of one note, named by its id. */
type NoteEdit = { readonly note: number } & (
  | { readonly kind: 'delete' | 'merge' }
  /** At a place near which it is cut on the grid, by default in its middle. */
  | { readonly kind: 'split'; readonly at?: { readonly tick: number; readonly seconds: number } }
  | { readonly kind: 'transpose'; readonly semitones: number }
  /** By one step of the grid, later (1) or earlier (−1), longer or shorter. */
  | { readonly kind: 'move' | 'resize'; readonly direction: 1 | -1 }
);

/** A correction of the whole song. */
type SongEdit =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'key'; readonly keySignature: KeySignature }
  | { readonly kind: 'time'; readonly timeSignature: TimeSignature }
  | { readonly kind: 'pickup'; readonly pickupTicks: number }
  | { readonly kind: 'scale-tempo'; readonly factor: 0.5 | 2 }
  | { readonly kind: 'tempo'; readonly quarterBpm: number };

export type Edit = NoteEdit | SongEdit;

/** The document after a correction; the same document where it cannot be made. */
export function applyEdit(document: EditableDocument, edit: Edit): EditableDocument {
  return 'note' in edit ? applyNoteEdit(document, edit) : applySongEdit(document, edit);
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
  }
}

function retitle(document: EditableDocument, title: string): EditableDocument {
  return title === document.title ? document : { ...document, title };
}

/** The first of a correction's ways that leaves notes which can be written. */
function applyNoteEdit(document: EditableDocument, edit: NoteEdit): EditableDocument {
  const index = indexOfNote(document, edit.note);
  const note = document.notes[index];
  if (!note) return document;
  for (const notes of waysOf(document, edit, index, note)) {
    const corrected = notes && { ...document, notes };
    if (corrected && isWritable(corrected)) return corrected;
  }
  return document;
}

function waysOf(
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
      return gridSteps(note).map((step) => moveNote(notes, index, edit.direction * step));
    case 'resize':
      return gridSteps(note).map((step) => resizeNote(notes, index, edit.direction * step));
    case 'split': {
      const wanted = edit.at?.tick ?? (note.startTick + note.endTick) / 2;
      return gridSteps(note).map((step) =>
        splitNote(notes, index, Math.round(wanted / step) * step, edit.at?.seconds),
      );
    }
  }
}
