'use client';
import { useEffect } from 'react';

/** Keeps the pages themselves on the device, so that they open without a connection. */
export function useOfflineShell(): void {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    // Refused in private windows of some browsers, which then need a connection.
    const register = () => navigator.serviceWorker.register('/service-worker.js').catch(() => {});
    // What the page itself needs comes first.
    if (document.readyState === 'complete') void register();
    else window.addEventListener('load', register, { once: true });
  }, []);
}
