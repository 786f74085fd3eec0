import type { JobId } from '@my-pitch/shared/ids';
import type { Pause } from '../../lib/api/retry.ts';
import type { SendSongOptions } from './send-song.ts';
import type { SongToSend } from './song-to-send.ts';
import { UploadProblem } from './upload-problem.ts';

/** How a song on its way stands. */
export type UploadState =
  | { readonly status: 'checking' }
  | { readonly status: 'waiting' }
  | { readonly status: 'sending'; readonly fraction: number }
  | { readonly status: 'paused'; readonly pause: Pause }
  | { readonly status: 'refused'; readonly problem: UploadProblem }
  | { readonly status: 'sent'; readonly jobId: JobId };

export interface Upload {
  readonly id: number;
  readonly song: SongToSend;
  readonly state: UploadState;
  /** Sent by itself rather than among others: its page opens when it has arrived. */
  readonly isAlone: boolean;
  /** Begun by a page that was closed. */
  readonly isResumed: boolean;
}

/** Whether closing the page now would lose a song. */
export function isInProgress({ state: { status } }: Upload): boolean {
  return status !== 'refused' && status !== 'sent';
}

export interface UploadQueueHost {
  readonly check: (file: File) => Promise<void>;
  readonly send: (song: SongToSend, options: SendSongOptions) => Promise<JobId>;
}

/** More would only share the same connection. */
const maxConcurrentUploads = 2;

/** Songs on their way, whatever page shows them. Its snapshots are values: each change makes a new list. */
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

  /** Takes songs; those that cannot become a score are refused at once. What has arrived or was refused before makes room. */
  add(songs: readonly SongToSend[], { isResumed = false } = {}): void {
    const kept = this.#uploads.filter(isInProgress);
    const isAlone = songs.length === 1 && kept.length === 0;
    const added = songs.map((song): Upload => {
      this.#lastId += 1;
      return { id: this.#lastId, song, state: { status: 'checking' }, isAlone, isResumed };
    });
    this.#change([...kept, ...added]);
    for (const upload of added) void this.#check(upload);
  }

  /** Stops a song and takes it off the list. */
  remove(id: number): void {
    this.#running.get(id)?.abort();
    this.#running.delete(id);
    this.#change(this.#uploads.filter((upload) => upload.id !== id));
    this.#startNext();
  }

  /** Sends a refused song again. */
  again(id: number): void {
    this.#setState(id, { status: 'waiting' });
    this.#startNext();
  }

  async #check({ id, song }: Upload): Promise<void> {
    try {
      await this.#host.check(song.file);
      this.#setState(id, { status: 'waiting' });
    } catch (error) {
      this.#refuse(id, error);
    }
    this.#startNext();
  }

  #startNext(): void {
    for (const upload of this.#uploads) {
      // Those behind a song that is still looked at wait, so that songs go in their order.
      if (this.#running.size >= maxConcurrentUploads || upload.state.status === 'checking') return;
      if (upload.state.status === 'waiting') void this.#send(upload);
    }
  }

  async #send({ id, song }: Upload): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    let fraction = 0;
    const sending = () => this.#setState(id, { status: 'sending', fraction });
    sending();
    try {
      const jobId = await this.#host.send(song, {
        signal: controller.signal,
        onProgress: (now) => {
          fraction = now;
          sending();
        },
        onPause: (pause) => (pause ? this.#setState(id, { status: 'paused', pause }) : sending()),
      });
      this.#setState(id, { status: 'sent', jobId });
    } catch (error) {
      if (!controller.signal.aborted) this.#refuse(id, error);
    }
    if (this.#running.get(id) === controller) this.#running.delete(id);
    this.#startNext();
  }

  #refuse(id: number, error: unknown): void {
    const problem = error instanceof UploadProblem ? error : new UploadProblem('unknown');
    this.#setState(id, { status: 'refused', problem });
  }

  #setState(id: number, state: UploadState): void {
    this.#change(this.#uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)));
  }

  #change(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    for (const listener of this.#listeners) listener();
  }
}
