'use client';
import { type Comparison, comparisonSchema } from '@my-pitch/shared/scoring/comparison';
import { useCallback } from 'react';
import { type ArtifactLinks, fetchArtifactJson } from '../../lib/api/fetch-artifact.ts';
import { type Loaded, useLoaded } from '../../lib/offline/use-loaded.ts';

/** Fetches the comparison of a take. */
export function useComparison(links: ArtifactLinks): Loaded<Comparison> {
  return useLoaded(
    useCallback(
      (signal) => fetchArtifactJson(links, 'comparison.json', comparisonSchema, { signal }),
      [links],
    ),
  );
}
