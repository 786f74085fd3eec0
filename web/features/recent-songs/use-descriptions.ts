'use client';
import { useEffect, useRef } from 'react';
import { describeSong, type RecentSong } from './recent-songs.ts';
import type { SongStatus } from './use-song-statuses.ts';

/** Songs further down the list are described when they are opened. */
const maxDescribed = 8;

const loadFetch = () => import('./fetch-description.ts');

/** Fetches the descriptions of finished songs that were not opened on this device yet, one by one. */
export function useDescriptions(
  songs: readonly RecentSong[],
  statuses: ReadonlyMap<string, SongStatus>,
  load: () => Promise<
    Pick<typeof import('./fetch-description.ts'), 'fetchDescription'>
  > = loadFetch,
): void {
  const asked = useRef(new Set<string>());
  const latest = useRef(Promise.resolve());
  useEffect(() => {
    for (const { jobId, melody } of songs.slice(0, maxDescribed)) {
      const view = statuses.get(jobId);
      if (melody || asked.current.has(jobId)) continue;
      if (typeof view !== 'object' || view.status !== 'completed') continue;
      asked.current.add(jobId);
      latest.current = latest.current
        .then(async () => describeSong(jobId, await (await load()).fetchDescription(view)))
        // The list also does without a description.
        .catch(() => undefined);
    }
  }, [songs, statuses, load]);
}
