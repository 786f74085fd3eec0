'use client';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import type { JobId } from '@my-pitch/shared/ids';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { advance, type History, startHistory } from '../editing/history.ts';
import {
  deleteEdits,
  deleteOldEdits,
  editsKey,
  storedEdits,
  storeEdits,
} from '../editing/stored-edits.ts';
import { recentSongs } from '../recent-songs/recent-songs.ts';
import { sampleJobId } from '../song/use-sample.ts';
import { readCorrections, writeCorrections } from './corrections-server.ts';
import { type CorrectionsState, isUnsaved, openCorrections } from './corrections-state.ts';
import { CorrectionsStore, type SavingTrouble } from './corrections-store.ts';
import { isEqual } from './is-equal.ts';

/** Whose corrections the page shows, and whether they are saved. */
export interface Corrections {
  /** Who owns the song; nobody the sample, whose corrections stay on the device. */
  readonly owner: 'me' | 'somebody' | 'nobody';
  /** Whether this device has edits that the server does not have. */
  readonly isUnsaved: boolean;
  readonly trouble?: SavingTrouble;
  /** Whether the server has another version that this device's edits do not contain. */
  readonly hasOther: boolean;
  keepMine(): void;
  takeOther(): void;
}

export interface CorrectedHistory {
  /** `undefined` until the score is loaded, and its corrections or a sign that there are none. */
  readonly history: History<EditableDocument> | undefined;
  readonly edit: CorrectionsStore['edit'];
  /** False when the edits cannot be stored on this device. */
  readonly isKept: boolean;
  readonly corrections: Corrections;
}

/** The corrections of a song, on this device and on the server; also those of other tabs. */
export function useCorrections(
  jobId: JobId,
  origin: EditableDocument | undefined,
): CorrectedHistory {
  const store = useMemo(() => origin && openStore(jobId, origin), [jobId, origin]);
  const current = useSyncExternalStore(
    store?.subscribe ?? subscribeToNothing,
    store?.snapshot ?? nothing,
    nothing,
  );
  useEffect(() => store && keepCurrent(jobId, store), [jobId, store]);
  const isKept = useKeptEdits(jobId, current?.state);
  const state = current?.state;
  return {
    history: current?.isReady ? state?.history : undefined,
    edit: store?.edit ?? nothing,
    isKept,
    corrections: {
      owner: jobId === sampleJobId ? 'nobody' : state?.isOwner ? 'me' : 'somebody',
      isUnsaved: state !== undefined && isUnsaved(state),
      ...(current?.trouble && { trouble: current.trouble }),
      hasOther: state?.other !== undefined,
      keepMine: store?.keepMine ?? nothing,
      takeOther: store?.takeOther ?? nothing,
    },
  };
}

const nothing = () => undefined;
const subscribeToNothing = () => nothing;

function openStore(jobId: JobId, origin: EditableDocument): CorrectionsStore {
  const token = recentSongs().find((song) => song.jobId === jobId)?.ownerToken;
  const stored = storedEdits(jobId, origin);
  const state = { ...openCorrections(origin, token !== undefined), ...stored };
  const isSample = jobId === sampleJobId;
  return new CorrectionsStore(state, stored !== undefined || isSample, {
    read: async (known) => (isSample ? 'none' : readCorrections(jobId, known)),
    write: (document, replaced) => {
      if (token === undefined) throw new Error('Only the owner can save corrections');
      return writeCorrections(jobId, token, document, replaced);
    },
  });
}

/** Reads when the page may have missed something, and saves before it is left. */
function keepCurrent(jobId: JobId, store: CorrectionsStore): () => void {
  deleteOldEdits(Date.now());
  const stopped = new AbortController();
  const { signal } = stopped;
  const stop = store.start();
  window.addEventListener('online', () => void store.read(), { signal });
  document.addEventListener(
    'visibilitychange',
    () => void (document.hidden ? store.save() : store.read()),
    { signal },
  );
  window.addEventListener('storage', ({ key }) => key === editsKey(jobId) && follow(jobId, store), {
    signal,
  });
  return () => {
    void store.save();
    stopped.abort();
    stop();
  };
}

/** Takes over what another tab has stored. */
function follow(jobId: JobId, store: CorrectionsStore): void {
  const { state } = store.snapshot();
  const stored = storedEdits(jobId, state.origin);
  // Without stored edits the server's version is shown; the song may have been deleted.
  const elsewhere = stored?.history.present ?? state.base.document;
  const { base } = stored ?? state;
  const isSame = isEqual(state.history.present, elsewhere);
  if (stored && isSame && base.etag === state.base.etag) return;
  const followed = isSame ? state.history : advance(state.history, elsewhere);
  const history = stored ? followed : startHistory(elsewhere);
  const isAnswered = state.other?.etag === base.etag;
  const { other, ...others } = state;
  store.follow({ ...others, history, base, ...(other && !isAnswered ? { other } : {}) });
}

/** Stores edits on this device. Returns whether that was possible. */
function useKeptEdits(jobId: JobId, state: CorrectionsState | undefined): boolean {
  const [isKept, setKept] = useState(true);
  useEffect(() => {
    if (!state) return;
    const { history, base, origin } = state;
    const stored = storedEdits(jobId, origin);
    const isSame = isEqual(stored?.history.present, history.present);
    const isUntouched = history.past.length + history.future.length === 0;
    if (!isUntouched || isUnsaved(state)) {
      if (!isSame || stored?.base.etag !== base.etag) setKept(storeEdits(jobId, state, origin));
    } else if (isSame) deleteEdits(jobId);
    // Other edits are those of another tab, which this one will hear of.
  }, [jobId, state]);
  return isKept;
}
