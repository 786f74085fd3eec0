import { jobIdSchema, ownerTokenSchema } from '@my-pitch/shared/ids';
import { z } from 'zod';

const storageKey = 'my-pitch.songs';
const maxSongs = 50;

const recentSongSchema = z.object({
  jobId: jobIdSchema,
  ownerToken: ownerTokenSchema,
  fileName: z.string(),
  createdAt: z.iso.datetime(),
  /** The original of a take. */
  takeOf: jobIdSchema.optional(),
});
export type RecentSong = z.infer<typeof recentSongSchema>;

const listeners = new Set<() => void>();

/** The songs sent from this device, newest first. The list stays on the device. */
export function recentSongs(
  storage: Pick<Storage, 'getItem'> = localStorage,
): readonly RecentSong[] {
  try {
    return z.array(recentSongSchema).parse(JSON.parse(storage.getItem(storageKey) ?? '[]'));
  } catch {
    // Users can edit or clear the storage: an invalid list counts as empty.
    return [];
  }
}

export function rememberSong(song: RecentSong, storage: Storage = localStorage): void {
  const others = recentSongs(storage).filter(({ jobId }) => jobId !== song.jobId);
  write([song, ...others].slice(0, maxSongs), storage);
}

export function forgetSong(jobId: string, storage: Storage = localStorage): void {
  write(
    recentSongs(storage).filter((song) => song.jobId !== jobId),
    storage,
  );
}

/** Calls the listener when the list changes, in this tab or in another. */
export function subscribeRecentSongs(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === storageKey || key === null) listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}

function write(songs: readonly RecentSong[], storage: Storage): void {
  try {
    storage.setItem(storageKey, JSON.stringify(songs));
  } catch {
    // Without storage the song is sent but not listed.
  }
  for (const listener of listeners) listener();
}
