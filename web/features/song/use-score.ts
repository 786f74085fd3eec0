'use client';
import { type Score, scoreSchema } from '@my-pitch/shared/score';
import { useCallback } from 'react';
import { type ArtifactLinks, fetchArtifactJson } from '../../lib/api/fetch-artifact.ts';
import { fetchPrefetched } from '../../lib/api/prefetch-song.ts';
import { type Loaded, useLoaded } from '../../lib/offline/use-loaded.ts';

/** Fetches a finished song's score. */
export function useScore(links: ArtifactLinks): Loaded<Score> {
  return useLoaded(
    useCallback(
      (signal) =>
        fetchArtifactJson(links, 'score.json', scoreSchema, { signal, fetch: fetchPrefetched }),
      [links],
    ),
  );
}
