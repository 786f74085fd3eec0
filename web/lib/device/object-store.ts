/**
 * Runs one request on an object store.
 * @returns `undefined` without IndexedDB or free space.
 */
type InStore = <Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
) => Promise<Result | undefined>;

/** The only object store of a database, made on first use; its records have an `id`. */
export function objectStore(database: string, store: string): InStore {
  return async (mode, work) => {
    try {
      const opening = indexedDB.open(database, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(store, { keyPath: 'id' });
      const opened = await settled(opening);
      try {
        return await settled(work(opened.transaction(store, mode).objectStore(store)));
      } finally {
        opened.close();
      }
    } catch {
      // A private window or a full disk: the page goes on without a stored copy.
      return undefined;
    }
  };
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
