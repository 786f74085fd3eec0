'use client';
import type { Limits } from '@my-pitch/shared/api';
import { defaultLimits } from '@my-pitch/shared/limits';
import { useEffect, useState } from 'react';
import { fetchLimits } from './limits.ts';

/** How large and how long a song may be: the defaults, until the API has said what is in force. */
export function useLimits(): Limits {
  const [limits, setLimits] = useState<Limits>(defaultLimits);
  useEffect(() => {
    void fetchLimits().then((inForce) => inForce && setLimits(inForce));
  }, []);
  return limits;
}
