'use client';
import { useSyncExternalStore } from 'react';

/** A mouse or a trackpad: what has one has keys, and a tablet without one has none. */
const query = '(any-pointer: fine)';

/** Whether the device has keys, as far as a page can tell. */
export function useHasKeyboard(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
    () => true,
  );
}
