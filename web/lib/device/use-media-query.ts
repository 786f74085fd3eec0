'use client';
import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query matches. @param whileBuilt what is assumed while the page is built. */
export function useMediaQuery(query: string, whileBuilt = false): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => whileBuilt,
  );
}
