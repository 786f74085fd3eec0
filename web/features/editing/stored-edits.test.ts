import { expect, test } from 'vitest';
import { shortTune, writtenScore } from './document.fixture.ts';
import type { EditableDocument } from './document.ts';
import { applyEdit, type Edit } from './edit.ts';
import { editableOf } from './editable-of.ts';
import { advance, type History, redo, startHistory, undo } from './history.ts';
import {
  forgetEdits,
  forgetOldEdits,
  storedDocument,
  storedHistory,
  storeHistory,
} from './stored-edits.ts';

function memory(limit = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
    setItem: (key: string, value: string) => {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
  };
}

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

/** The history as it is after a reload. */
function reloaded(history: History<EditableDocument>): History<EditableDocument> | undefined {
  const storage = memory();
  storeHistory('a', history, origin, storage);
  return storedHistory('a', origin, storage);
}

test('corrections are kept by song, until they are forgotten', () => {
  const storage = memory();
  expect(storeHistory('a', edited, origin, storage)).toBe(true);
  expect(storedDocument('a', origin, storage)).toEqual(edited.present);
  expect(storedDocument('b', origin, storage)).toBeUndefined();
  forgetEdits('a', storage);
  expect(storedHistory('a', origin, storage)).toBeUndefined();
});

test('what was undone and done comes back, and the original as itself', () => {
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

test('steps that cannot be read cost the steps, not the corrections', () => {
  const storage = memory();
  storeHistory('a', edited, origin, storage);
  const stored = JSON.parse(storage.getItem('my-pitch.edits.a') ?? '');
  for (const steps of [undefined, 'nonsense', { undo: [{ gone: 'all' }], redo: [] }]) {
    storage.setItem('my-pitch.edits.a', JSON.stringify({ ...stored, steps }));
    expect(storedHistory('a', origin, storage)).toEqual(startHistory(edited.present));
  }
});

test('a song of two thousand notes keeps its last steps in little room', () => {
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
  const storage = memory();
  storeHistory('a', history, long, storage);
  const size = (storage.getItem('my-pitch.edits.a') ?? '').length;
  expect(size - JSON.stringify(history.present).length).toBeLessThan(201_000);
  const back = storedHistory('a', long, storage);
  // The step that changes every note is one too many.
  expect(back?.past).toEqual(history.past.slice(2));
});

test('what cannot be read is not there; a full storage gives up the steps first, then says so', () => {
  const storage = memory();
  storage.setItem('my-pitch.edits.a', '{"savedAt":1,"document":{"version":2}}');
  storage.setItem('my-pitch.edits.b', 'nonsense');
  expect(['a', 'b'].map((id) => storedHistory(id, origin, storage))).toEqual([
    undefined,
    undefined,
  ]);
  const small = memory(JSON.stringify(edited.present).length + 100);
  expect(storeHistory('a', edited, origin, small)).toBe(true);
  expect(storedHistory('a', origin, small)).toEqual(startHistory(edited.present));
  expect(storeHistory('a', edited, origin, memory(10))).toBe(false);
});

test('corrections of songs long gone are forgotten, others are not', () => {
  const storage = memory();
  storeHistory('a', edited, origin, storage);
  storage.setItem('my-pitch.edits.b', 'nonsense');
  storage.setItem('my-pitch.songs', '[]');
  forgetOldEdits(Date.now() + 13 * dayMs, storage);
  expect([storage.length, storedDocument('a', origin, storage)]).toEqual([2, edited.present]);
  forgetOldEdits(Date.now() + 15 * dayMs, storage);
  expect(storage.length).toBe(1);
});
