'use client';
import { type Comparison, comparisonSchema } from '@my-pitch/shared/scoring/comparison';
import { useEffect, useState } from 'react';
import { useReconnect } from '../../lib/offline/use-reconnect.ts';
import type { FreshLinks } from '../song/use-fresh-links.ts';

export interface ComparisonState {
  readonly comparison?: Comparison;
  readonly hasFailed: boolean;
}

/** Fetches the comparison of a take. After a failure it retries on reconnecting. */
export function useComparison(links: FreshLinks): ComparisonState {
  const [state, setState] = useState<ComparisonState>({ hasFailed: false });
  const reconnects = useReconnect(state.hasFailed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reconnection is a retry
  useEffect(() => {
    const stopped = new AbortController();
    fetchComparison(links, stopped.signal)
      .then((comparison) => setState({ comparison, hasFailed: false }))
      .catch(() => {
        if (!stopped.signal.aborted) setState({ hasFailed: true });
      });
    return () => stopped.abort();
  }, [links, reconnects]);
  return state;
}

async function fetchComparison(links: FreshLinks, signal: AbortSignal): Promise<Comparison> {
  const { 'comparison.json': url } = await links();
  if (!url) throw new Error('This take has no comparison');
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The comparison could not be fetched: ${response.status}`);
  return comparisonSchema.parse(await response.json());
}
