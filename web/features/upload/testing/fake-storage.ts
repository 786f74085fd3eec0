/** IndexedDB with one object store, as far as `unsent-songs.ts` uses it. `isFull` makes writes fail. */
export function fakeIndexedDb() {
  const records = new Map<IDBValidKey, { readonly id: string }>();
  const state = { records, isFull: false, isForbidden: false, openConnections: 0 };
  const store = {
    put: (record: { readonly id: string }) =>
      request(() => {
        if (state.isFull) throw new DOMException('full', 'QuotaExceededError');
        records.set(record.id, record);
        return record.id;
      }),
    get: (id: IDBValidKey) => request(() => records.get(id)),
    getAllKeys: () => request(() => [...records.keys()]),
    delete: (id: IDBValidKey) => request(() => void records.delete(id)),
  };
  const database = {
    createObjectStore: () => store,
    transaction: () => ({ objectStore: () => store }),
    close: () => {
      state.openConnections -= 1;
    },
  };
  const indexedDB = {
    open: () => {
      if (state.isForbidden) throw new DOMException('forbidden', 'SecurityError');
      state.openConnections += 1;
      return request(() => database);
    },
  };
  return { indexedDB, state };
}

/** A request that ends after its handlers are set. */
function request<Result>(work: () => Result) {
  const pending = {
    result: undefined as Result | undefined,
    error: undefined as unknown,
    onsuccess: undefined as (() => void) | undefined,
    onerror: undefined as (() => void) | undefined,
    onupgradeneeded: undefined as (() => void) | undefined,
  };
  queueMicrotask(() => {
    try {
      pending.result = work();
      pending.onupgradeneeded?.();
      pending.onsuccess?.();
    } catch (error) {
      pending.error = error;
      pending.onerror?.();
    }
  });
  return pending;
}

/** The Web Locks of one browser. A request waits for ever for a lock that is held, unless it is `ifAvailable`. */
export function fakeLocks() {
  const held = new Set<string>();
  const locks = {
    request: async (
      name: string,
      { ifAvailable }: { ifAvailable?: boolean },
      use: (lock: object | null) => Promise<void> | undefined,
    ) => {
      if (held.has(name)) return ifAvailable ? use(null) : new Promise<void>(() => undefined);
      held.add(name);
      try {
        await use({ name });
      } finally {
        held.delete(name);
      }
    },
  };
  return { locks, held };
}
