/**
 * Where the browser keeps nothing and forbids even to ask, as one does that blocks all cookies, the
 * page finds a storage that is empty and full. Written into the page, before all that asks.
 */
export const storageFallbackScript = `(() => {
  try {
    localStorage.length;
  } catch {
    const setItem = () => {
      throw new DOMException('This browser keeps nothing', 'QuotaExceededError');
    };
    const storage = { length: 0, key: () => null, getItem: () => null, removeItem() {}, setItem };
    Object.defineProperty(globalThis, 'localStorage', { value: storage });
  }
})()`;
