'use client';
import type { JobView } from '@my-pitch/shared/api';
import { lifetimes } from '@my-pitch/shared/limits';
import { useCallback, useEffect, useRef } from 'react';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';

type CompletedView = Extract<JobView, { status: 'completed' }>;

const marginMs = 60_000;

/**
 * Whether signed links are still valid for a while. Their age counts, not their expiry time: a device's
 * clock may be wrong by hours.
 */
export function areFresh(receivedMs: number, nowMs: number): boolean {
  const age = nowMs - receivedMs;
  return age >= 0 && age < lifetimes.downloadLinkSeconds * 1000 - marginMs;
}

/** Returns valid links: the current ones, or refreshed ones shortly before they expire. */
export function useFreshLinks(view: CompletedView, refresh: () => Promise<JobView>): ArtifactLinks {
  const latest = useRef({ links: view.links, receivedMs: Date.now() });
  useEffect(() => {
    latest.current = { links: view.links, receivedMs: Date.now() };
  }, [view]);
  return useCallback(async () => {
    const { links, receivedMs } = latest.current;
    if (areFresh(receivedMs, Date.now())) return links;
    const renewed = await refresh();
    if (renewed.status !== 'completed') throw new Error('The song is no longer there');
    return renewed.links;
  }, [refresh]);
}
