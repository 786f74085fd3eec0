/** A `localStorage` in memory. Values longer than the limit do not fit. */
export function memoryStorage(maxValueLength = Number.POSITIVE_INFINITY) {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index: number) => [...values.keys()][index] ?? null,
    getItem: (key: string) => values.get(key) ?? null,
    removeItem: (key: string) => void values.delete(key),
    setItem: (key: string, value: string) => {
      if (value.length > maxValueLength) throw new DOMException('full', 'QuotaExceededError');
      values.set(key, value);
    },
    clear: () => values.clear(),
  };
}
