'use client';
import { useEffect } from 'react';

/** From the page's load: a song's score is drawn by then. Keeping the shell takes as long as drawing it. */
const registerDelayMs = 3000;

/** Keeps the pages themselves on the device, so that they open without a connection. */
export function useOfflineShell(): void {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    // Refused in private windows of some browsers, which then need a connection.
    const register = () => navigator.serviceWorker.register('/service-worker.js').catch(() => {});
    // What the page itself needs comes first.
    const registerSoon = () => setTimeout(register, registerDelayMs);
    if (document.readyState === 'complete') registerSoon();
    else window.addEventListener('load', registerSoon, { once: true });
  }, []);
}
