'use client';
import { useEffect, useState } from 'react';

/** How often the connection has come back to something that had failed: each time a reason to try again. */
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
