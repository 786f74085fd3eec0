'use client';
import type { Limits } from '@my-pitch/shared/api';
import { defaultLimits } from '@my-pitch/shared/limits';
import { useEffect, useState } from 'react';
import { fetchLimits } from './limits.ts';

/** The limits for songs: the defaults until the API answers with the limits in force. */
export function useLimits(): Limits {
  const [limits, setLimits] = useState<Limits>(defaultLimits);
  useEffect(() => {
    void fetchLimits().then((inForce) => inForce && setLimits(inForce));
  }, []);
  return limits;
}
