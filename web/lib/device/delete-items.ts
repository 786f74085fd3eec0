/** Deletes the stored items whose key begins with `prefix` and whose text is unwanted. */
export function deleteItems(
  storage: Pick<Storage, 'length' | 'key' | 'getItem' | 'removeItem'>,
  prefix: string,
  isUnwanted: (text: string | null) => boolean,
): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of keys.filter((candidate) => candidate.startsWith(prefix))) {
    if (isUnwanted(storage.getItem(key))) storage.removeItem(key);
  }
}
