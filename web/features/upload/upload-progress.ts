import { isInProgress, type Upload } from './upload-queue.ts';

/** How many uploads are in progress, and how much of their bytes is sent. */
export function uploadProgress(uploads: readonly Upload[]): { songs: number; percent: number } {
  const inProgress = uploads.filter(isInProgress);
  const total = inProgress.reduce((sum, { song }) => sum + song.file.size, 0);
  const sent = inProgress.reduce(
    (sum, { song, state }) =>
      sum + song.file.size * (state.status === 'sending' ? state.fraction : 0),
    0,
  );
  return { songs: inProgress.length, percent: total > 0 ? Math.floor((100 * sent) / total) : 0 };
}
