import {
  type EditableDocument,
  editableDocumentSchema,
  editableNoteSchema,
} from '@my-pitch/shared/editable-document';
import { z } from 'zod';
import type { History } from './history.ts';

/** The change from one document to another: everything but the notes, and the notes that differ. */
const documentChangeSchema = z.object({
  song: editableDocumentSchema.omit({ notes: true }),
  /** The ids of deleted notes. */
  gone: z.array(z.int()),
  /** In time order. */
  notes: z.array(editableNoteSchema),
});
type DocumentChange = z.infer<typeof documentChangeSchema>;

/** A change to another document, or back to the original. */
export const historyChangeSchema = z.union([z.literal('original'), documentChangeSchema]);
export type HistoryChange = z.infer<typeof historyChangeSchema>;

/** The changes of a history, back and forward from the present document, each relative to the one before. */
export const storedChangesSchema = z.object({
  undo: z.array(historyChangeSchema),
  redo: z.array(historyChangeSchema),
});
export type StoredChanges = z.infer<typeof storedChangesSchema>;

/** Browsers store about five million characters for a site. */
const maxCharacters = 200_000;
const maxChanges = 100;

/** The nearest changes of a history, as many as fit. */
export function changesOf(
  { past, present, future }: History<EditableDocument>,
  origin: EditableDocument,
): StoredChanges {
  const room = { characters: maxCharacters };
  return {
    undo: changesAlong([present, ...past.toReversed()], origin, room),
    redo: changesAlong([present, ...future], origin, room),
  };
}

/** The history of a document with these changes; the inverse of {@link changesOf}. */
export function historyOf(
  present: EditableDocument,
  { undo, redo }: StoredChanges,
  origin: EditableDocument,
): History<EditableDocument> {
  return {
    past: documentsAlong(undo, present, origin).reverse(),
    present,
    future: documentsAlong(redo, present, origin),
  };
}

function changesAlong(
  documents: readonly EditableDocument[],
  origin: EditableDocument,
  room: { characters: number },
): HistoryChange[] {
  const changes: HistoryChange[] = [];
  for (const [index, to] of documents.slice(1, maxChanges + 1).entries()) {
    const from = documents[index] ?? to;
    const change = changeTo(to, from, origin);
    room.characters -= JSON.stringify(change).length;
    if (room.characters < 0) break;
    changes.push(change);
  }
  return changes;
}

function documentsAlong(
  changes: readonly HistoryChange[],
  present: EditableDocument,
  origin: EditableDocument,
): EditableDocument[] {
  const documents: EditableDocument[] = [];
  let document = present;
  for (const change of changes) {
    document = changed(document, change, origin);
    documents.push(document);
  }
  return documents;
}

/** The change that makes `to` of `from`; the inverse of {@link changed}. */
export function changeTo(
  to: EditableDocument,
  from: EditableDocument,
  origin: EditableDocument,
): HistoryChange {
  return to === origin ? 'original' : changeBetween(from, to);
}

/** A document after a change. */
export function changed(
  document: EditableDocument,
  change: HistoryChange,
  origin: EditableDocument,
): EditableDocument {
  return change === 'original' ? origin : applyChange(document, change);
}

/** Edits keep the objects of unchanged notes, so notes are compared by identity. */
function changeBetween(from: EditableDocument, to: EditableDocument): DocumentChange {
  const { notes, ...song } = to;
  const before = new Set(from.notes);
  const ids = new Set(notes.map(({ id }) => id));
  return {
    song,
    gone: from.notes.map(({ id }) => id).filter((id) => !ids.has(id)),
    notes: notes.filter((note) => !before.has(note)),
  };
}

function applyChange(
  document: EditableDocument,
  { song, gone, notes }: DocumentChange,
): EditableDocument {
  const replaced = new Set([...gone, ...notes.map(({ id }) => id)]);
  const left = document.notes.filter(({ id }) => !replaced.has(id));
  const all = [...left, ...notes].sort((a, b) => a.startTick - b.startTick);
  return { ...song, notes: all };
}
