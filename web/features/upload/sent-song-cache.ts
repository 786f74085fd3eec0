import type { JobId } from '@my-pitch/shared/ids';
import type { SongToSend } from './song-to-send.ts';

const kept = new Map<JobId, SongToSend>();

/** Holds a sent song for as long as the page lives, so that a retry need not ask for it again. A file is a handle, not its bytes. */
export function cacheSentSong(jobId: JobId, song: SongToSend): void {
  kept.set(jobId, song);
}

export function cachedSentSong(jobId: JobId): SongToSend | undefined {
  return kept.get(jobId);
}
