import type { JobId } from '@my-pitch/shared/ids';
import type { Song } from './song-to-send.ts';

const kept = new Map<JobId, Song>();

/** Holds a sent song for as long as the page lives, so that a retry need not ask for it again. A file is a handle, not its bytes. */
export function keepFile(jobId: JobId, song: Song): void {
  kept.set(jobId, song);
}

export function keptFile(jobId: JobId): Song | undefined {
  return kept.get(jobId);
}
