import { jobOptionsSchema } from '@my-pitch/shared/job';
import { z } from 'zod';
import type { SongToSend } from './song-to-send.ts';

const name = 'my-pitch.unsent';
/** Whoever comes back later than this has most likely sent the song by other means. */
const maxAgeMs = 24 * 3600 * 1000;

const recordSchema = z.object({
  keptAt: z.number(),
  file: z.instanceof(File),
  options: jobOptionsSchema,
});

type Forget = () => void;
const nothing: Forget = () => undefined;

/** Songs taken over from a page that was closed, with what forgets them. */
const takenOver = new Map<File, Forget>();

/**
 * Copies a song into the browser's storage, until the function it gives back is called or another
 * page takes it over. Does nothing where there is no room or no such storage.
 */
export async function persistUnsent({ file, options }: SongToSend): Promise<Forget> {
  const known = takenOver.get(file);
  if (known) {
    takenOver.delete(file);
    return known;
  }
  if (!globalThis.isSecureContext) return nothing;
  const id = crypto.randomUUID();
  const forget = await hold(id);
  if (!forget) return nothing;
  await inStore('readwrite', (store) => store.put({ id, keptAt: Date.now(), file, options }));
  return forget;
}

/** The songs that pages left behind when they were closed; each goes to one page only. */
export async function recoverUnsent(nowMs: number): Promise<readonly SongToSend[]> {
  const songs: SongToSend[] = [];
  for (const id of (await inStore('readonly', (store) => store.getAllKeys())) ?? []) {
    const forget = await hold(String(id));
    if (!forget) continue;
    // Read only now: the page that had it may just have sent it.
    const record = await inStore('readonly', (store) => store.get(id));
    const { success, data } = recordSchema.safeParse(record);
    if (success && nowMs - data.keptAt < maxAgeMs) {
      takenOver.set(data.file, forget);
      songs.push({ file: data.file, options: data.options });
    } else {
      forget();
    }
  }
  return songs;
}

/**
 * Makes a song this page's own. The browser lets go of it when the page ends, however that happens.
 * @returns what forgets the song; `undefined` when another page has it.
 */
function hold(id: string): Promise<Forget | undefined> {
  const held = new Promise<Forget | undefined>((resolve, reject) => {
    const keep = (lock: Lock | null) => {
      if (!lock) return resolve(undefined);
      return new Promise<void>((release) => {
        resolve(() => void inStore('readwrite', (store) => store.delete(id)).then(() => release()));
      });
    };
    navigator.locks.request(`${name}.${id}`, { ifAvailable: true }, keep).catch(reject);
  });
  // A browser that has no locks, or forbids them.
  return held.catch(() => undefined);
}

/** @returns `undefined` where the browser has no such storage, or no room. */
async function inStore<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | undefined> {
  try {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('songs', { keyPath: 'id' });
    const database = await settled(opening);
    try {
      return await settled(work(database.transaction('songs', mode).objectStore('songs')));
    } finally {
      database.close();
    }
  } catch {
    // A private window or a full disk: the song goes on its way all the same.
    return undefined;
  }
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
