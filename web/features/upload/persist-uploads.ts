import type { SongToSend } from './song-to-send.ts';
import { isInProgress, type Upload, type UploadQueue } from './upload-queue.ts';

/**
 * Stores every upload that passed its check, and deletes the stored copy once the upload is sent,
 * refused or removed.
 * @param persist stores a song and resolves with the function that deletes the copy.
 */
export function persistUploads(
  queue: Pick<UploadQueue, 'snapshot' | 'subscribe'>,
  persist: (song: SongToSend) => Promise<() => void>,
): void {
  const stored = new Map<number, Promise<() => void>>();
  queue.subscribe(() => {
    const active = queue.snapshot().filter(isAccepted);
    for (const { id, song } of active) if (!stored.has(id)) stored.set(id, persist(song));
    for (const [id, storing] of stored) {
      if (active.some((upload) => upload.id === id)) continue;
      stored.delete(id);
      void storing.then((deleteCopy) => deleteCopy());
    }
  });
}

function isAccepted(upload: Upload): boolean {
  return isInProgress(upload) && upload.state.status !== 'checking';
}
