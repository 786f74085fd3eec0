import { jobIdSchema, ownerTokenSchema } from '@my-pitch/shared/ids';
import { titleOfFileName } from '@my-pitch/shared/title';
import { z } from 'zod';

/** Of the list in `localStorage`. */
export const storageKey = 'my-pitch.songs';
const maxSongs = 50;

const tinyNoteSchema = z.tuple([z.number(), z.number(), z.number()]).readonly();

const recentSongSchema = z.object({
  jobId: jobIdSchema,
  ownerToken: ownerTokenSchema,
  fileName: z.string(),
  createdAt: z.iso.datetime(),
  /** The original of a take. */
  takeOf: jobIdSchema.optional().catch(undefined),
  // Unknown until the song is finished. Invalid ones are fetched again.
  title: z.string().optional().catch(undefined),
  durationSeconds: z.number().optional().catch(undefined),
  melody: z.array(tinyNoteSchema).max(50).readonly().optional().catch(undefined),
});
export type RecentSong = z.infer<typeof recentSongSchema>;

/** What the list shows of a finished song. */
export type SongDescription = Required<Pick<RecentSong, 'title' | 'durationSeconds' | 'melody'>>;

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

/** Adds to a song of the list what is known of it; does nothing to songs of other devices. */
export function describeSong(
  jobId: string,
  description: SongDescription,
  storage: Storage = localStorage,
): void {
  const songs = recentSongs(storage);
  const described = songs.map((song) =>
    song.jobId === jobId ? { ...song, ...description } : song,
  );
  if (JSON.stringify(described) !== JSON.stringify(songs)) write(described, storage);
}

/** A song's title: as the user has renamed it, or by its file. */
export function titleOf({ title, fileName }: Pick<RecentSong, 'title' | 'fileName'>): string {
  return title || titleOfFileName(fileName);
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

/** Calls the listener when a song leaves the list, in this tab or in another. */
export function subscribeRemoval(jobId: string, listener: () => void): () => void {
  const isListed = () => recentSongs().some((song) => song.jobId === jobId);
  let wasListed = isListed();
  return subscribeRecentSongs(() => {
    const isNow = isListed();
    const hasLeft = wasListed && !isNow;
    wasListed = isNow;
    if (hasLeft) listener();
  });
}

function write(songs: readonly RecentSong[], storage: Storage): void {
  try {
    storage.setItem(storageKey, JSON.stringify(songs));
  } catch {
    // Without storage the song is sent but not listed.
  }
  for (const listener of listeners) listener();
}
