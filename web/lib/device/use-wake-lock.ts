'use client';
import { useEffect } from 'react';

/** Keeps the screen on, where the browser can: nobody touches it while singing. */
export function useWakeLock(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !('wakeLock' in navigator)) return;
    // Refused when the battery is low: then the device may sleep.
    const lock = navigator.wakeLock.request('screen').catch(() => undefined);
    return () => void lock.then((held) => held?.release());
  }, [isWanted]);
}
