import { type EditableDocument, editableDocumentSchema } from '@my-pitch/shared/editable-document';
import { z } from 'zod';
import { deleteItems } from '../../lib/device/delete-items.ts';
import type { ServerVersion } from '../corrections/corrections-state.ts';
import { type History, startHistory } from './history.ts';
import {
  changed,
  changesOf,
  changeTo,
  historyChangeSchema,
  historyOf,
  storedChangesSchema,
} from './stored-changes.ts';

const prefix = 'my-pitch.edits.';
/** Results expire after a week. */
const maxAgeMs = 14 * 24 * 3600 * 1000;

const storedSchema = z.object({
  savedAt: z.number(),
  document: editableDocumentSchema,
  /** Whether the document is the original; the steps then lead to edits that were undone. */
  isOriginal: z.boolean().optional(),
  /** Parsed separately: invalid steps do not cost the edits. */
  steps: z.unknown().optional(),
  /** The server's version that the edits started from; parsed separately too. */
  base: z.unknown().optional(),
});
const storedBaseSchema = z.object({ etag: z.string().optional(), change: historyChangeSchema });
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The edits of a song on this device, and the server's version that they started from. */
export interface StoredEdits {
  readonly history: History<EditableDocument>;
  readonly base: ServerVersion;
}

/** The edits with what can be undone and redone; `undefined` without valid edits. */
export function storedEdits(
  jobId: string,
  origin: EditableDocument,
  storage: Store = localStorage,
): StoredEdits | undefined {
  const stored = parseStored(storage.getItem(prefix + jobId));
  if (!stored) return undefined;
  const present = stored.isOriginal ? origin : stored.document;
  const steps = storedChangesSchema.safeParse(stored.steps);
  const history = steps.success ? historyOf(present, steps.data, origin) : startHistory(present);
  const base = storedBaseSchema.safeParse(stored.base);
  // Edits of earlier versions started from the original.
  if (!base.success) return { history, base: { etag: undefined, document: origin } };
  const { etag, change } = base.data;
  return { history, base: { etag, document: changed(present, change, origin) } };
}

/**
 * Stores the edits of a song, with as much of the history as fits.
 * @returns whether the edits were stored.
 */
export function storeEdits(
  jobId: string,
  { history, base }: StoredEdits,
  origin: EditableDocument,
  storage: Store = localStorage,
): boolean {
  const document = history.present;
  const isOriginal = document === origin;
  const edited = { savedAt: Date.now(), document, ...(isOriginal ? { isOriginal } : {}) };
  const change = changeTo(base.document, document, origin);
  const stored = { ...edited, base: { etag: base.etag, change } };
  const steps = changesOf(history, origin);
  return [{ ...stored, steps }, stored, edited].some((each) => {
    try {
      storage.setItem(prefix + jobId, JSON.stringify(each));
      return true;
    } catch {
      // The storage is full or blocked: the page reports that.
      return false;
    }
  });
}

export function deleteEdits(jobId: string, storage: Store = localStorage): void {
  storage.removeItem(prefix + jobId);
}

/** Deletes edits after 14 days, and invalid ones. */
export function deleteOldEdits(nowMs: number, storage: Store = localStorage): void {
  deleteItems(storage, prefix, (text) => nowMs - (parseStored(text)?.savedAt ?? 0) > maxAgeMs);
}

/** The storage key of a song's edits, for `storage` events. */
export function editsKey(jobId: string): string {
  return prefix + jobId;
}

function parseStored(text: string | null) {
  if (text === null) return undefined;
  try {
    return storedSchema.parse(JSON.parse(text));
  } catch {
    // Users can edit the storage: invalid edits count as none.
    return undefined;
  }
}
