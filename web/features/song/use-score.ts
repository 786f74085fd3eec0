'use client';
import { type Score, scoreSchema } from '@my-pitch/shared/score';
import { useEffect, useState } from 'react';
import { fetchPrefetched } from '../../lib/api/prefetch-song.ts';
import { useReconnect } from '../../lib/offline/use-reconnect.ts';
import type { FreshLinks } from './use-fresh-links.ts';

/** Fetches a finished song's score; after a failure it tries again when the device reconnects. */
export function useScore(links: FreshLinks): { score?: Score; hasFailed: boolean } {
  const [state, setState] = useState<{ score?: Score; hasFailed: boolean }>({ hasFailed: false });
  const reconnects = useReconnect(state.hasFailed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reconnect is a new attempt
  useEffect(() => {
    const stopped = new AbortController();
    fetchScore(links, stopped.signal)
      .then((score) => setState({ score, hasFailed: false }))
      .catch(() => {
        if (!stopped.signal.aborted) setState({ hasFailed: true });
      });
    return () => stopped.abort();
  }, [links, reconnects]);
  return state;
}

async function fetchScore(links: FreshLinks, signal: AbortSignal): Promise<Score> {
  const { 'score.json': url } = await links();
  if (!url) throw new Error('This song has no score');
  const response = await fetchPrefetched(url, { signal });
  if (!response.ok) throw new Error(`The score could not be fetched: ${response.status}`);
  return scoreSchema.parse(await response.json());
}
