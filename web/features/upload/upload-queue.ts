import type { JobId } from '@my-pitch/shared/ids';
import type { Pause } from './retry.ts';
import type { SendSongOptions } from './send-song.ts';
import type { SongToSend } from './song-to-send.ts';
import { UploadProblem } from './upload-problem.ts';

/** The status of one upload. */
export type UploadState =
  | { readonly status: 'checking' }
  | { readonly status: 'waiting' }
  | { readonly status: 'reading'; readonly fraction: number }
  | { readonly status: 'sending'; readonly fraction: number }
  | { readonly status: 'paused'; readonly pause: Pause }
  | { readonly status: 'refused'; readonly problem: UploadProblem }
  | { readonly status: 'sent'; readonly jobId: JobId };

export interface Upload {
  readonly id: number;
  readonly song: SongToSend;
  readonly state: UploadState;
  /** Added as the only upload: its page opens after it was sent. */
  readonly isAlone: boolean;
  /** Started by a page that was closed. */
  readonly isResumed: boolean;
}

/** Whether closing the page now would interrupt the upload. */
export function isInProgress({ state: { status } }: Upload): boolean {
  return status !== 'refused' && status !== 'sent';
}

export interface UploadQueueHost {
  readonly check: (file: File) => Promise<void>;
  readonly send: (song: SongToSend, options: SendSongOptions) => Promise<JobId>;
}

/** More uploads at once would only share the same bandwidth. */
const maxConcurrentUploads = 2;

/** Uploads, independent of the view that shows them. Each change makes a new snapshot, for `useSyncExternalStore`. */
export class UploadQueue {
  readonly #host: UploadQueueHost;
  readonly #listeners = new Set<() => void>();
  readonly #running = new Map<number, AbortController>();
  #uploads: readonly Upload[] = [];
  #lastId = 0;

  constructor(host: UploadQueueHost) {
    this.#host = host;
  }

  readonly snapshot = (): readonly Upload[] => this.#uploads;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Adds songs and checks them at once. Uploads that were sent or refused leave the list. */
  add(songs: readonly SongToSend[], { isResumed = false } = {}): void {
    const remaining = this.#uploads.filter(isInProgress);
    const isAlone = songs.length === 1 && remaining.length === 0;
    const added = songs.map((song): Upload => {
      this.#lastId += 1;
      return { id: this.#lastId, song, state: { status: 'checking' }, isAlone, isResumed };
    });
    this.#change([...remaining, ...added]);
    for (const upload of added) void this.#check(upload);
  }

  /** Aborts an upload and removes it from the list. */
  remove(id: number): void {
    this.#running.get(id)?.abort();
    this.#running.delete(id);
    this.#change(this.#uploads.filter((upload) => upload.id !== id));
    this.#startNext();
  }

  /** Sends a refused song again. */
  retry(id: number): void {
    this.#setState(id, { status: 'waiting' });
    this.#startNext();
  }

  async #check({ id, song }: Upload): Promise<void> {
    try {
      await this.#host.check(song.file);
      this.#setState(id, { status: 'waiting' });
    } catch (error) {
      this.#setState(id, refusalOf(error));
    }
    this.#startNext();
  }

  #startNext(): void {
    for (const upload of this.#uploads) {
      // A song waits for the checks of those before it: songs are sent in the order they were added.
      if (this.#running.size >= maxConcurrentUploads || upload.state.status === 'checking') return;
      if (upload.state.status === 'waiting') void this.#send(upload);
    }
  }

  async #send({ id, song }: Upload): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    let fraction = 0;
    const showSending = () => this.#setState(id, { status: 'sending', fraction });
    showSending();
    let end: UploadState;
    try {
      const jobId = await this.#host.send(song, {
        signal: controller.signal,
        onRead: (now) => this.#setState(id, { status: 'reading', fraction: now }),
        onProgress: (now) => {
          fraction = now;
          showSending();
        },
        onPause: (pause) =>
          pause ? this.#setState(id, { status: 'paused', pause }) : showSending(),
      });
      end = { status: 'sent', jobId };
    } catch (error) {
      end = refusalOf(error);
    }
    this.#running.delete(id);
    this.#setState(id, end);
    this.#startNext();
  }

  /** Does nothing to an upload that was removed. */
  #setState(id: number, state: UploadState): void {
    this.#change(this.#uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)));
  }

  #change(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    for (const listener of this.#listeners) listener();
  }
}

function refusalOf(error: unknown): UploadState {
  const problem = error instanceof UploadProblem ? error : new UploadProblem('unknown');
  return { status: 'refused', problem };
}
