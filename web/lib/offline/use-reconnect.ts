'use client';
import { useEffect, useState } from 'react';

/** How often the connection has come back to something that had failed: each time a reason to try again. */
export function useComebacks(hasFailed: boolean): number {
  const [comebacks, setComebacks] = useState(0);
  useEffect(() => {
    if (!hasFailed) return;
    const comeBack = () => setComebacks((before) => before + 1);
    window.addEventListener('online', comeBack);
    return () => window.removeEventListener('online', comeBack);
  }, [hasFailed]);
  return comebacks;
}
