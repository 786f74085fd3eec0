/**
 * Replaces `localStorage` by an empty one that is full when accessing it throws, as in browsers that
 * block all cookies. An inline script of the page's head: it runs before any access.
 */
export const storageFallbackScript = `(() => {
  try {
    localStorage.length;
  } catch {
    const setItem = () => {
      throw new DOMException('This browser blocks storage', 'QuotaExceededError');
    };
    const storage = { length: 0, key: () => null, getItem: () => null, removeItem() {}, setItem };
    Object.defineProperty(globalThis, 'localStorage', { value: storage });
  }
})()`;
