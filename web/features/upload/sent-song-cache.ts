import type { JobId } from '@my-pitch/shared/ids';
import type { SongToSend } from './song-to-send.ts';

const sentSongs = new Map<JobId, SongToSend>();

/** Keeps a sent song while the page is open, for a retry without choosing the file again. A `File` is a handle, so this costs no memory. */
export function cacheSentSong(jobId: JobId, song: SongToSend): void {
  sentSongs.set(jobId, song);
}

export function cachedSentSong(jobId: JobId): SongToSend | undefined {
  return sentSongs.get(jobId);
}
