import { isInProgress, type Upload } from './upload-queue.ts';

/** How many songs are on their way, and how far all of them together are, by bytes. */
export function uploadProgress(uploads: readonly Upload[]): { songs: number; percent: number } {
  const underWay = uploads.filter(isInProgress);
  const total = underWay.reduce((sum, { song }) => sum + song.file.size, 0);
  const sent = underWay.reduce(
    (sum, { song, state }) =>
      sum + song.file.size * (state.status === 'sending' ? state.fraction : 0),
    0,
  );
  return { songs: underWay.length, percent: total > 0 ? Math.floor((100 * sent) / total) : 0 };
}
