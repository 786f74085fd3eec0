'use client';
import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';
import type { EditableDocument } from './document.ts';
import { advance, type History, startHistory } from './history.ts';
import {
  deleteEdits,
  deleteOldEdits,
  editsKey,
  storedDocument,
  storedHistory,
  storeHistory,
} from './stored-edits.ts';

type DocumentHistory = History<EditableDocument> | undefined;

interface StoredHistory {
  readonly history: DocumentHistory;
  readonly setHistory: Dispatch<SetStateAction<DocumentHistory>>;
  readonly isKept: boolean;
}

/** A history that is stored on the device and follows edits in other tabs. */
export function useStoredHistory(
  jobId: string,
  origin: EditableDocument | undefined,
): StoredHistory {
  const [history, setHistory] = useState<DocumentHistory>();
  const [isKept, setKept] = useState(true);
  useEffect(() => {
    if (!origin) return;
    deleteOldEdits(Date.now());
    setHistory(storedHistory(jobId, origin) ?? startHistory(origin));
    const follow = ({ key }: StorageEvent) => {
      if (key !== editsKey(jobId)) return;
      const elsewhere = storedDocument(jobId, origin);
      setHistory((before) => {
        // The song was deleted in the other tab.
        if (!before || !elsewhere) return startHistory(origin);
        return isSame(before.present, elsewhere) ? before : advance(before, elsewhere);
      });
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [jobId, origin]);

  useEffect(() => {
    if (!history || !origin) return;
    const { past, present, future } = history;
    const stored = storedDocument(jobId, origin);
    if (present === origin && past.length + future.length === 0) deleteEdits(jobId);
    else if (!stored || !isSame(stored, present)) setKept(storeHistory(jobId, history, origin));
  }, [jobId, origin, history]);
  return { history, setHistory, isKept };
}

function isSame(a: EditableDocument, b: EditableDocument): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
