'use client';
import { useEffect, useState } from 'react';

/** Counts how often the device came online again after a failure; each change is a reason to retry. */
export function useReconnect(hasFailed: boolean): number {
  const [reconnects, setReconnects] = useState(0);
  useEffect(() => {
    if (!hasFailed) return;
    const countReconnect = () => setReconnects((before) => before + 1);
    window.addEventListener('online', countReconnect);
    return () => window.removeEventListener('online', countReconnect);
  }, [hasFailed]);
  return reconnects;
}
