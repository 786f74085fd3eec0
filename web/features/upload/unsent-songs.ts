import { jobIdSchema } from '@my-pitch/shared/ids';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { z } from 'zod';
import { objectStore } from '../../lib/device/object-store.ts';
import type { SongToSend } from './song-to-send.ts';

const name = 'my-pitch.unsent';
const inStore = objectStore(name, 'songs');
/** After a day the user has probably sent the song another way. */
const maxAgeMs = 24 * 3600 * 1000;

const recordSchema = z.object({
  keptAt: z.number(),
  file: z.instanceof(File),
  options: jobOptionsSchema,
  takeOf: jobIdSchema.optional(),
});

type Delete = () => void;
const deleteNothing: Delete = () => undefined;

/** Songs recovered from a closed page, each with the function that deletes its stored copy. */
const recovered = new Map<File, Delete>();

/**
 * Copies a song into IndexedDB until the returned function is called or another page recovers it.
 * Without IndexedDB or free space it does nothing.
 */
export async function persistUnsent({ file, options, takeOf }: SongToSend): Promise<Delete> {
  const known = recovered.get(file);
  if (known) {
    recovered.delete(file);
    return known;
  }
  if (!globalThis.isSecureContext) return deleteNothing;
  const id = crypto.randomUUID();
  const deleteSong = await hold(id);
  if (!deleteSong) return deleteNothing;
  await inStore('readwrite', (store) =>
    store.put({ id, keptAt: Date.now(), file, options, takeOf }),
  );
  return deleteSong;
}

/** Songs that closed pages had not finished sending. Only one page gets each song. */
export async function recoverUnsent(nowMs: number): Promise<readonly SongToSend[]> {
  const songs: SongToSend[] = [];
  for (const id of (await inStore('readonly', (store) => store.getAllKeys())) ?? []) {
    const deleteSong = await hold(String(id));
    if (!deleteSong) continue;
    // Read after the lock: the page that held it may have just finished and deleted the record.
    const record = await inStore('readonly', (store) => store.get(id));
    const { success, data } = recordSchema.safeParse(record);
    if (success && nowMs - data.keptAt < maxAgeMs) {
      recovered.set(data.file, deleteSong);
      songs.push({ file: data.file, options: data.options, takeOf: data.takeOf });
    } else {
      deleteSong();
    }
  }
  return songs;
}

/**
 * Takes the song's lock. The browser releases it when the page closes or crashes.
 * @returns the function that deletes the song; `undefined` when another page holds the lock.
 */
function hold(id: string): Promise<Delete | undefined> {
  const held = new Promise<Delete | undefined>((resolve, reject) => {
    const keep = (lock: Lock | null) => {
      if (!lock) return resolve(undefined);
      return new Promise<void>((release) => {
        resolve(() => void inStore('readwrite', (store) => store.delete(id)).then(() => release()));
      });
    };
    navigator.locks.request(`${name}.${id}`, { ifAvailable: true }, keep).catch(reject);
  });
  // Some browsers have no Web Locks, or forbid them.
  return held.catch(() => undefined);
}
