import { vi } from 'vitest';
import { inTakes } from '../takes-database.ts';

/** Puts records in memory in the place of the takes' database, whose module the test has mocked. */
export function fakeTakes(): Map<string, object> {
  const records = new Map<string, object>();
  const store = {
    get: (id: string) => records.get(id),
    getKey: (id: string) => (records.has(id) ? id : undefined),
    getAll: () => [...records.values()],
    getAllKeys: () => [...records.keys()],
    put: (record: { id: string }) => {
      records.set(record.id, structuredClone(record));
      return record.id;
    },
    delete: (id: string) => void records.delete(id),
  };
  Object.assign(globalThis, { IDBKeyRange: { upperBound: () => undefined } });
  vi.mocked(inTakes).mockImplementation(async (_mode, work) => {
    const result: unknown = work(store as unknown as IDBObjectStore);
    return result as never;
  });
  return records;
}
