import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { expect, it } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { applyEdit, type Edit } from './edit.ts';
import { advance, type History, redo, startHistory, undo } from './history.ts';
import { deleteEdits, deleteOldEdits, storedEdits, storeEdits } from './stored-edits.ts';

const origin = editableOf(writtenScore(shortTune));
const edits: readonly Edit[] = [
  { note: 0, kind: 'transpose', semitones: 2 },
  { kind: 'title', title: 'Mine' },
  { note: 1, kind: 'delete' },
  { note: 2, kind: 'split' },
  { kind: 'scale-tempo', factor: 2 },
];
const edited = edits.reduce<History<EditableDocument>>(
  (history, edit) => advance(history, applyEdit(history.present, edit)),
  startHistory(origin),
);
const dayMs = 24 * 3600 * 1000;
const unsent = { etag: undefined, document: origin };
type Storage = ReturnType<typeof memoryStorage>;

const storeHistory = (
  id: string,
  history: History<EditableDocument>,
  from: EditableDocument,
  storage: Storage,
) => storeEdits(id, { history, base: { etag: undefined, document: from } }, from, storage);
const storedHistory = (id: string, from: EditableDocument, storage: Storage) =>
  storedEdits(id, from, storage)?.history;
const storedDocument = (id: string, from: EditableDocument, storage: Storage) =>
  storedHistory(id, from, storage)?.present;

/** The history after a reload. */
function reloaded(history: History<EditableDocument>): History<EditableDocument> | undefined {
  const storage = memoryStorage();
  storeHistory('a', history, origin, storage);
  return storedHistory('a', origin, storage);
}

it('stores edits by song until they are deleted', () => {
  const storage = memoryStorage();
  expect(storeHistory('a', edited, origin, storage)).toBe(true);
  expect(storedDocument('a', origin, storage)).toEqual(edited.present);
  expect(storedDocument('b', origin, storage)).toBeUndefined();
  deleteEdits('a', storage);
  expect(storedHistory('a', origin, storage)).toBeUndefined();
});

it('restores what can be undone and redone, and the original itself', () => {
  expect(edited.past).toHaveLength(edits.length);
  expect(reloaded(edited)).toEqual(edited);
  expect(reloaded(edited)?.past[0]).toBe(origin);
  const halfway = undo(undo(edited));
  expect(reloaded(halfway)).toEqual(halfway);
  const reverted = reloaded(advance(edited, origin));
  expect(reverted?.present).toBe(origin);
  expect(reverted && undo(reverted)).toMatchObject({ present: edited.present });
  const undone = edits.reduce((history) => undo(history), edited);
  const redone = reloaded(undone);
  expect(redone && redo(redone)).toMatchObject({ present: edited.past[1] });
});

it('keeps the edits when their history cannot be read', () => {
  const storage = memoryStorage();
  storeHistory('a', edited, origin, storage);
  const stored = JSON.parse(storage.getItem('my-pitch.edits.a') ?? '');
  for (const steps of [undefined, 'nonsense', { undo: [{ gone: 'all' }], redo: [] }]) {
    storage.setItem('my-pitch.edits.a', JSON.stringify({ ...stored, steps }));
    expect(storedHistory('a', origin, storage)).toEqual(startHistory(edited.present));
  }
});

it('stores the last changes of two thousand notes in 200,000 characters', () => {
  const notes = Array.from({ length: 2000 }, (_, i) => ({
    startTick: 48 * i,
    endTick: 48 * i + 48,
    midi: 60 + (i % 12),
  }));
  const long = editableOf(writtenScore(notes));
  const named = { ...long, title: 'Long' };
  let history = advance(startHistory(long), named);
  history = advance(history, applyEdit(named, { kind: 'scale-tempo', factor: 2 }));
  for (let index = 0; index < 30; index++) {
    const { present } = history;
    const note = present.notes[index]!;
    const moved = present.notes.with(index, { ...note, midi: note.midi + 1 });
    history = advance(history, { ...present, notes: moved });
  }
  const storage = memoryStorage();
  storeHistory('a', history, long, storage);
  const size = (storage.getItem('my-pitch.edits.a') ?? '').length;
  expect(size - JSON.stringify(history.present).length).toBeLessThan(201_000);
  const back = storedHistory('a', long, storage);
  // The change of every note does not fit.
  expect(back?.past).toEqual(history.past.slice(2));
});

it('ignores what it cannot read; drops the history first when storage is full, then reports that', () => {
  const storage = memoryStorage();
  storage.setItem('my-pitch.edits.a', '{"savedAt":1,"document":{"version":2}}');
  storage.setItem('my-pitch.edits.b', 'nonsense');
  expect(['a', 'b'].map((id) => storedHistory(id, origin, storage))).toEqual([
    undefined,
    undefined,
  ]);
  const small = memoryStorage(JSON.stringify(edited.present).length + 100);
  expect(storeHistory('a', edited, origin, small)).toBe(true);
  expect(storedHistory('a', origin, small)).toEqual(startHistory(edited.present));
  expect(storeHistory('a', edited, origin, memoryStorage(10))).toBe(false);
});

it('deletes edits after 14 days, and what it cannot read', () => {
  const storage = memoryStorage();
  storeHistory('a', edited, origin, storage);
  storage.setItem('my-pitch.edits.b', 'nonsense');
  storage.setItem('my-pitch.songs', '[]');
  deleteOldEdits(Date.now() + 13 * dayMs, storage);
  expect([storage.length, storedDocument('a', origin, storage)]).toEqual([2, edited.present]);
  deleteOldEdits(Date.now() + 15 * dayMs, storage);
  expect(storage.length).toBe(1);
});

it('deletes edits that are older than exactly 14 days', () => {
  const storage = memoryStorage();
  const document = { savedAt: 1000, document: edited.present };
  storage.setItem('my-pitch.edits.a', JSON.stringify(document));
  deleteOldEdits(1000 + 14 * dayMs, storage);
  expect(storage.length).toBe(1);
  deleteOldEdits(1001 + 14 * dayMs, storage);
  expect(storage.length).toBe(0);
});

it('stores at most 100 changes in each direction', () => {
  let history = startHistory(origin);
  for (let edit = 1; edit <= 105; edit++) {
    history = advance(history, { ...origin, title: `Title ${edit}` });
  }
  expect(reloaded(history)?.past).toEqual(history.past.slice(-100));
  let undone = history;
  for (let edit = 1; edit <= 103; edit++) undone = undo(undone);
  expect(reloaded(undone)?.future).toEqual(undone.future.slice(0, 100));
});

it('restores notes in time order, without those that a change deleted', () => {
  const merged = applyEdit(origin, { note: 1, kind: 'merge' });
  const history = advance(startHistory(origin), merged);
  const redoable = undo(advance(history, applyEdit(merged, { note: 0, kind: 'delete' })));
  const back = reloaded(redoable);
  expect(back?.future[0]?.notes.map(({ id }) => id)).toEqual([1, 3]);
  expect(back?.past[0]).toBe(origin);
});

it('keeps the version of the server that the edits started from, in few characters', () => {
  const storage = memoryStorage();
  const base = { etag: '"7"', document: edited.past[3] ?? origin };
  storeEdits('a', { history: edited, base }, origin, storage);
  expect(storedEdits('a', origin, storage)).toEqual({ history: edited, base });
  storeEdits('a', { history: edited, base: { ...base, document: origin } }, origin, storage);
  expect(storedEdits('a', origin, storage)?.base.document).toBe(origin);
  const long = (storage.getItem('my-pitch.edits.a') ?? '').length;
  const present = { ...base, document: edited.present };
  storeEdits('a', { history: edited, base: present }, origin, storage);
  expect((storage.getItem('my-pitch.edits.a') ?? '').length - long).toBeLessThan(400);
});

it('takes edits of earlier versions as edits of the original', () => {
  const storage = memoryStorage();
  const document = { savedAt: Date.now(), document: edited.present };
  storage.setItem('my-pitch.edits.a', JSON.stringify(document));
  expect(storedEdits('a', origin, storage)).toEqual({
    history: startHistory(edited.present),
    base: unsent,
  });
});
