'use client';
import { useEffect } from 'react';

/** After the load event. By then a score is drawn; caching the shell takes as long as drawing. */
const registerDelayMs = 3000;

/** Registers the service worker, which lets the pages open offline. */
export function useOfflineShell(): void {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    // Some browsers refuse in private windows; the page then works online only.
    const register = () => navigator.serviceWorker.register('/service-worker.js').catch(() => {});
    // The page's own requests come first.
    const registerSoon = () => setTimeout(register, registerDelayMs);
    if (document.readyState === 'complete') registerSoon();
    else window.addEventListener('load', registerSoon, { once: true });
  }, []);
}
