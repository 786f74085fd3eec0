import { z } from 'zod';
import { type EditableDocument, editableDocumentSchema } from './document.ts';
import { type History, startHistory } from './history.ts';
import { changesOf, historyOf, storedChangesSchema } from './stored-changes.ts';

const prefix = 'my-pitch.edits.';
/** Results live for a week; corrections of a song that is gone are of no use. */
const maxAgeMs = 14 * 24 * 3600 * 1000;

const storedSchema = z.object({
  savedAt: z.number(),
  document: editableDocumentSchema,
  /** Whether the document is the original, with steps to corrections that were taken back. */
  isOriginal: z.boolean().optional(),
  /** Read by themselves: corrections outlive steps that cannot be read. */
  steps: z.unknown().optional(),
});
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** A song as it is corrected on this device; `undefined` without corrections that can be read. */
export function storedDocument(
  jobId: string,
  origin: EditableDocument,
  storage: Store = localStorage,
): EditableDocument | undefined {
  const stored = parseStored(storage.getItem(prefix + jobId));
  return stored?.isOriginal ? origin : stored?.document;
}

/** The same, with what can be undone and done again. */
export function storedHistory(
  jobId: string,
  origin: EditableDocument,
  storage: Store = localStorage,
): History<EditableDocument> | undefined {
  const stored = parseStored(storage.getItem(prefix + jobId));
  if (!stored) return undefined;
  const present = stored.isOriginal ? origin : stored.document;
  const steps = storedChangesSchema.safeParse(stored.steps);
  return steps.success ? historyOf(present, steps.data, origin) : startHistory(present);
}

/**
 * Keeps the corrections of a song on this device, and as many steps around them as there is room for.
 * @returns whether there was room for the corrections.
 */
export function storeHistory(
  jobId: string,
  history: History<EditableDocument>,
  origin: EditableDocument,
  storage: Store = localStorage,
): boolean {
  const document = history.present;
  const isOriginal = document === origin;
  const stored = { savedAt: Date.now(), document, ...(isOriginal ? { isOriginal } : {}) };
  const steps = changesOf(history, origin);
  return [{ ...stored, steps }, stored].some((each) => {
    try {
      storage.setItem(prefix + jobId, JSON.stringify(each));
      return true;
    } catch {
      // A full or forbidden storage: the page goes on, and says that nothing is kept.
      return false;
    }
  });
}

export function deleteEdits(jobId: string, storage: Store = localStorage): void {
  storage.removeItem(prefix + jobId);
}

/** Forgets the corrections of songs that are long gone, and what cannot be read. */
export function deleteOldEdits(nowMs: number, storage: Store = localStorage): void {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
  for (const key of keys.filter((candidate) => candidate.startsWith(prefix))) {
    const savedAt = parseStored(storage.getItem(key))?.savedAt ?? 0;
    if (nowMs - savedAt > maxAgeMs) storage.removeItem(key);
  }
}

/** The key under which a song's corrections lie, for other tabs to watch. */
export function editsKey(jobId: string): string {
  return prefix + jobId;
}

function parseStored(text: string | null) {
  if (text === null) return undefined;
  try {
    return storedSchema.parse(JSON.parse(text));
  } catch {
    // Storage is the user's to edit; what cannot be read is not there.
    return undefined;
  }
}
