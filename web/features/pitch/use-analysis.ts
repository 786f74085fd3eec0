'use client';
import { type Analysis, analysisSchema } from '@my-pitch/shared/analysis';
import { useEffect, useState } from 'react';
import { useReconnect } from '../../lib/offline/use-reconnect.ts';
import type { FreshLinks } from '../song/use-fresh-links.ts';

export interface AnalysisState {
  readonly analysis?: Analysis;
  readonly hasFailed: boolean;
}

/** Fetches the analysis of the voice as soon as it is wanted. After a failure it retries on reconnecting. */
export function useAnalysis(links: FreshLinks, isWanted = true): AnalysisState {
  const [state, setState] = useState<AnalysisState>({ hasFailed: false });
  const reconnects = useReconnect(state.hasFailed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reconnection is a retry
  useEffect(() => {
    if (!isWanted) return;
    const stopped = new AbortController();
    fetchAnalysis(links, stopped.signal)
      .then((analysis) => setState({ analysis, hasFailed: false }))
      .catch(() => {
        if (!stopped.signal.aborted) setState({ hasFailed: true });
      });
    return () => stopped.abort();
  }, [links, reconnects, isWanted]);
  return state;
}

async function fetchAnalysis(links: FreshLinks, signal: AbortSignal): Promise<Analysis> {
  const { 'analysis.json': url } = await links();
  if (!url) throw new Error('This song has no analysis');
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The analysis could not be fetched: ${response.status}`);
  return analysisSchema.parse(await response.json());
}
