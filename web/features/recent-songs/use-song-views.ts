'use client';
import type { JobView } from '@my-pitch/shared/api';
import { isTerminal } from '@my-pitch/shared/status';
import { useEffect, useState } from 'react';
import { ApiProblem, getJob } from '../../lib/api/api-client.ts';
import type { RecentSong } from './recent-songs.ts';

/** How a song stands, as far as it is known: `gone` is a link that leads nowhere, `unknown` no answer. */
export type Standing = JobView | 'gone' | 'unknown';

const pollMilliseconds = 6000;
/** A long list is asked after in small groups, so that it does not hold up what the singer does. */
const askedAtOnce = 4;

/** How each of these songs stands, followed until all are finished. Asks nothing while nobody looks. */
export function useSongViews(songs: readonly RecentSong[]): ReadonlyMap<string, Standing> {
  const [standings, setStandings] = useState<ReadonlyMap<string, Standing>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids are all that matters of the songs
  useEffect(() => {
    const stopped = new AbortController();
    const known = new Map<string, Standing>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askAll = async () => {
      clearTimeout(timer);
      const open = songs.filter(({ jobId }) => !isSettled(known.get(jobId)));
      for (let start = 0; start < open.length; start += askedAtOnce) {
        const asked = open.slice(start, start + askedAtOnce);
        const answers = await Promise.all(asked.map((song) => statusOf(song, stopped.signal)));
        if (stopped.signal.aborted) return;
        for (const [index, song] of asked.entries())
          known.set(song.jobId, answers[index] ?? 'unknown');
        setStandings(new Map(known));
      }
      clearTimeout(timer);
      if (songs.some(({ jobId }) => !isSettled(known.get(jobId)))) {
        timer = setTimeout(askWhenSeen, pollMilliseconds);
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
  return standings;
}

function isSettled(standing: Standing | undefined): boolean {
  if (standing === undefined || standing === 'unknown') return false;
  return standing === 'gone' || isTerminal(standing.status);
}

async function statusOf({ jobId }: RecentSong, signal: AbortSignal): Promise<Standing> {
  try {
    return await getJob(jobId, signal);
  } catch (error) {
    return error instanceof ApiProblem && error.problem.status === 404 ? 'gone' : 'unknown';
  }
}
