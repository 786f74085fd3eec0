'use client';
import { type Analysis, analysisSchema } from '@my-pitch/shared/analysis';
import { useCallback } from 'react';
import { type ArtifactLinks, fetchArtifactJson } from '../../lib/api/fetch-artifact.ts';
import { type Loaded, useLoaded } from '../../lib/offline/use-loaded.ts';

/** Fetches the analysis of the voice as soon as it is wanted. */
export function useAnalysis(links: ArtifactLinks, isWanted = true): Loaded<Analysis> {
  const load = useCallback(
    (signal: AbortSignal) => fetchArtifactJson(links, 'analysis.json', analysisSchema, { signal }),
    [links],
  );
  return useLoaded(isWanted ? load : undefined);
}
