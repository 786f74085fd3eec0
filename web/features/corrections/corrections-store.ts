import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { ApiProblem } from '../../lib/api/api-client.ts';
import { backoffSeconds, withJitter } from '../../lib/api/jitter.ts';
import { busySeconds } from '../../lib/api/patiently.ts';
import type { History } from '../editing/history.ts';
import type { SavedCorrections } from './corrections-server.ts';
import {
  type CorrectionsState,
  documentToSend,
  keepMine,
  receive,
  saved,
  takeOther,
} from './corrections-state.ts';

/** The corrections of one song on the server. */
export interface CorrectionsServer {
  read(known: string | undefined): Promise<SavedCorrections | 'none' | 'unchanged'>;
  /** @returns the tag of the new version. */
  write(document: EditableDocument, replaced: string | undefined): Promise<string>;
}

/** Why edits of the owner are only on this device: no connection, or the server does not take them. */
export type SavingTrouble = 'unreachable' | 'refused';

export interface CorrectionsSnapshot {
  readonly state: CorrectionsState;
  /** Whether the server has answered, or is too slow to wait for. */
  readonly isReady: boolean;
  readonly trouble?: SavingTrouble;
}

/** A pause after the last edit. */
const saveDelayMs = 1500;
/** A pause after the edit of another tab, which saves it itself unless it was closed. */
const followDelayMs = 8000;
/** A page waits this long for corrections before it shows the original. */
const maxWaitMs = 2500;

/** Keeps the corrections of a song equal to the server's: reads, merges, saves, and tries again. */
export class CorrectionsStore {
  readonly #server: CorrectionsServer;
  readonly #listeners = new Set<() => void>();
  #snapshot: CorrectionsSnapshot;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isReading = false;
  #isWriting = false;
  #isStopped = true;
  #failures = 0;

  /** @param isReady whether there are edits that can be shown before the server answers. */
  constructor(state: CorrectionsState, isReady: boolean, server: CorrectionsServer) {
    this.#server = server;
    this.#snapshot = { state, isReady };
  }

  readonly snapshot = (): CorrectionsSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Reads from the server, and saves from now on. @returns a function that ends it. */
  start(): () => void {
    this.#isStopped = false;
    const waiting = setTimeout(() => this.#set({ isReady: true }), maxWaitMs);
    void this.read();
    return () => {
      this.#isStopped = true;
      clearTimeout(waiting);
      clearTimeout(this.#timer);
    };
  }

  /** Changes the history on this device. */
  readonly edit = (
    change: (before: History<EditableDocument>) => History<EditableDocument>,
  ): void => {
    const { state } = this.#snapshot;
    const history = change(state.history);
    if (history !== state.history) this.#change({ ...state, history });
  };

  readonly keepMine = (): void => this.#change(keepMine(this.#snapshot.state));
  readonly takeOther = (): void => this.#change(takeOther(this.#snapshot.state));

  /** Takes over the state of another tab. */
  follow(state: CorrectionsState): void {
    this.#set({ state });
    this.#saveAfter(followDelayMs);
  }

  /** Reads the server's version, if it is not being read. */
  async read(): Promise<void> {
    // An answer during a write may or may not contain it.
    if (this.#isReading || this.#isWriting) return;
    this.#isReading = true;
    try {
      const read = await this.#server.read(this.#snapshot.state.base.etag);
      if (this.#isStopped) return;
      this.#failures = 0;
      this.#receive(read);
    } catch (error) {
      if (!this.#isStopped) this.#fail(error);
    } finally {
      this.#isReading = false;
    }
    if (!this.#isStopped) this.#set({ isReady: true });
  }

  /** Saves what has to be saved now, as before the page is left. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    const { base } = this.#snapshot.state;
    const document = documentToSend(this.#snapshot.state);
    if (!document || this.#isWriting || this.#isReading) return;
    this.#isWriting = true;
    try {
      const etag = await this.#server.write(document, base.etag);
      const { trouble: _trouble, ...snapshot } = this.#snapshot;
      this.#failures = 0;
      this.#replace({ ...snapshot, state: saved(snapshot.state, { etag, document }) });
      this.#isWriting = false;
      this.#saveAfter(saveDelayMs);
    } catch (error) {
      this.#isWriting = false;
      if (isProblem(error, 'precondition-failed')) await this.read();
      else this.#fail(error);
    }
  }

  #change(state: CorrectionsState): void {
    this.#set({ state });
    this.#saveAfter(saveDelayMs);
  }

  #receive(read: SavedCorrections | 'none' | 'unchanged'): void {
    const { trouble: _trouble, ...snapshot } = this.#snapshot;
    const { state } = snapshot;
    const { base, origin } = state;
    const version =
      read === 'unchanged' ? base : read === 'none' ? { etag: undefined, document: origin } : read;
    this.#replace({ ...snapshot, state: receive(state, version) });
    this.#saveAfter(0);
  }

  /** Decides by an error whether this device may save, and when to try again. */
  #fail(error: unknown): void {
    const { state } = this.#snapshot;
    const status = error instanceof ApiProblem ? error.problem.status : undefined;
    const isFinal = status !== undefined && status < 500 && status !== 429;
    if (isProblem(error, 'wrong-owner')) this.#set({ state: { ...state, isOwner: false } });
    else if (documentToSend(state)) this.#set({ trouble: isFinal ? 'refused' : 'unreachable' });
    if (isFinal) return;
    this.#failures += 1;
    const seconds = withJitter(busySeconds(error) ?? backoffSeconds(this.#failures));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(), seconds * 1000);
  }

  #saveAfter(delayMs: number): void {
    if (this.#isStopped || documentToSend(this.#snapshot.state) === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), delayMs);
  }

  #set(change: Partial<CorrectionsSnapshot>): void {
    this.#replace({ ...this.#snapshot, ...change });
  }

  #replace(snapshot: CorrectionsSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

function isProblem(error: unknown, code: string): boolean {
  return error instanceof ApiProblem && error.problem.code === code;
}
