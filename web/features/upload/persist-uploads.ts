import type { SongToSend } from './song-to-send.ts';
import { isInProgress, type Upload, type UploadQueue } from './upload-queue.ts';

/** Keeps every song that is on its way, and forgets it when it has arrived, was refused or was taken off. */
export function persistUploads(
  queue: Pick<UploadQueue, 'snapshot' | 'subscribe'>,
  keep: (song: SongToSend) => Promise<() => void>,
): void {
  const kept = new Map<number, Promise<() => void>>();
  queue.subscribe(() => {
    const underWay = queue.snapshot().filter(isAccepted);
    for (const { id, song } of underWay) if (!kept.has(id)) kept.set(id, keep(song));
    for (const [id, keeping] of kept) {
      if (underWay.some((upload) => upload.id === id)) continue;
      kept.delete(id);
      void keeping.then((forget) => forget());
    }
  });
}

function isAccepted(upload: Upload): boolean {
  return isInProgress(upload) && upload.state.status !== 'checking';
}
