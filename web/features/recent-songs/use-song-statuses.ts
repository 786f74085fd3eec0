'use client';
import type { JobView } from '@my-pitch/shared/api';
import { isTerminal } from '@my-pitch/shared/status';
import { useEffect, useState } from 'react';
import { ApiProblem, getJob } from '../../lib/api/api-client.ts';
import type { RecentSong } from './recent-songs.ts';

/** How a song stands, as far as it is known: `gone` is a link that leads nowhere, `unknown` no answer. */
export type SongStatus = JobView | 'gone' | 'unknown';

const pollIntervalMs = 6000;
/** A long list is asked after in small groups, so that it does not hold up what the singer does. */
const askedAtOnce = 4;

/** How each of these songs stands, followed until all are finished. Asks nothing while nobody looks. */
export function useSongStatuses(songs: readonly RecentSong[]): ReadonlyMap<string, SongStatus> {
  const [statuses, setStatuses] = useState<ReadonlyMap<string, SongStatus>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids are all that matters of the songs
  useEffect(() => {
    const stopped = new AbortController();
    const known = new Map<string, SongStatus>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askAll = async () => {
      clearTimeout(timer);
      const open = songs.filter(({ jobId }) => !isFinal(known.get(jobId)));
      for (let start = 0; start < open.length; start += askedAtOnce) {
        const asked = open.slice(start, start + askedAtOnce);
        const answers = await Promise.all(asked.map((song) => fetchStatus(song, stopped.signal)));
        if (stopped.signal.aborted) return;
        for (const [index, song] of asked.entries())
          known.set(song.jobId, answers[index] ?? 'unknown');
        setStatuses(new Map(known));
      }
      clearTimeout(timer);
      if (songs.some(({ jobId }) => !isFinal(known.get(jobId)))) {
        timer = setTimeout(askWhenSeen, pollIntervalMs);
      }
    };
    const askWhenSeen = () => {
      if (!document.hidden) void askAll();
    };
    void askAll();
    window.addEventListener('online', askWhenSeen, { signal: stopped.signal });
    document.addEventListener('visibilitychange', askWhenSeen, { signal: stopped.signal });
    return () => {
      stopped.abort();
      clearTimeout(timer);
    };
  }, [songs.map(({ jobId }) => jobId).join()]);
  return statuses;
}

function isFinal(songStatus: SongStatus | undefined): boolean {
  if (songStatus === undefined || songStatus === 'unknown') return false;
  return songStatus === 'gone' || isTerminal(songStatus.status);
}

async function fetchStatus({ jobId }: RecentSong, signal: AbortSignal): Promise<SongStatus> {
  try {
    return await getJob(jobId, signal);
  } catch (error) {
    return error instanceof ApiProblem && error.problem.status === 404 ? 'gone' : 'unknown';
  }
}
