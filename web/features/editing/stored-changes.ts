import { z } from 'zod';
import { type EditableDocument, editableDocumentSchema, editableNoteSchema } from './document.ts';
import type { History } from './history.ts';

/** What leads from one document to another: all but the notes, and the notes that differ. */
const documentChangeSchema = z.object({
  song: editableDocumentSchema.omit({ notes: true }),
  /** The ids of notes that are gone. */
  gone: z.array(z.int()),
  /** In time order. */
  notes: z.array(editableNoteSchema),
});
type DocumentChange = z.infer<typeof documentChangeSchema>;

/** A step to another document, or to the original, of which there is no need to say more. */
const historyChangeSchema = z.union([z.literal('original'), documentChangeSchema]);
type HistoryChange = z.infer<typeof historyChangeSchema>;

/** The steps back and forward from a document, each from where the one before it led. */
export const storedChangesSchema = z.object({
  undo: z.array(historyChangeSchema),
  redo: z.array(historyChangeSchema),
});
export type StoredChanges = z.infer<typeof storedChangesSchema>;

/** A browser gives a site about five million characters for all its songs. */
const maxCharacters = 200_000;
const maxSteps = 100;

/** The nearest steps of a history, as far as there is room for them. */
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

/** The history around a document that has these steps. */
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
  const steps: HistoryChange[] = [];
  for (const [index, to] of documents.slice(1, maxSteps + 1).entries()) {
    const from = documents[index] ?? to;
    const step = to === origin ? 'original' : changeBetween(from, to);
    room.characters -= JSON.stringify(step).length;
    if (room.characters < 0) break;
    steps.push(step);
  }
  return steps;
}

function documentsAlong(
  steps: readonly HistoryChange[],
  present: EditableDocument,
  origin: EditableDocument,
): EditableDocument[] {
  const documents: EditableDocument[] = [];
  let document = present;
  for (const step of steps) {
    document = step === 'original' ? origin : applyChange(document, step);
    documents.push(document);
  }
  return documents;
}

/** Corrections leave the notes that they do not touch as they are, so that no two need be compared in full. */
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
