'use client';
import { useSyncExternalStore } from 'react';

/** Whether the browser believes that the device is online. */
export function useIsOnline(): boolean {
  return useSyncExternalStore(subscribe, isOnline, isOnlineInBuild);
}

const isOnline = () => navigator.onLine;
const isOnlineInBuild = () => true;

function subscribe(listener: () => void): () => void {
  const ended = new AbortController();
  window.addEventListener('online', listener, { signal: ended.signal });
  window.addEventListener('offline', listener, { signal: ended.signal });
  return () => ended.abort();
}
