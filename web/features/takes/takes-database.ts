const name = 'my-pitch.takes';

/** Of the ids of records of a take that is being sung. Those of takes are UUIDs, which come before it. */
export const unfinishedPrefix = 'unfinished.';

/** The stored fields that this module reads; `stored-takes.ts` has them all. */
interface StoredIds {
  readonly id: string;
  readonly songId: string;
}

/** Deletes what was sung along with a song. Small, because the list of songs needs it too. */
export async function deleteTakesOf(songId: string): Promise<void> {
  const takes: readonly StoredIds[] = (await inTakes('readonly', (store) => store.getAll())) ?? [];
  for (const take of takes) {
    if (take.songId === songId) await inTakes('readwrite', (store) => store.delete(take.id));
  }
}

/** @returns `undefined` without IndexedDB or free space. */
export async function inTakes<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | undefined> {
  try {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('takes', { keyPath: 'id' });
    const database = await settled(opening);
    try {
      return await settled(work(database.transaction('takes', mode).objectStore('takes')));
    } finally {
      database.close();
    }
  } catch {
    // A private window or a full disk: the take is shown, and lost with the page.
    return undefined;
  }
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
