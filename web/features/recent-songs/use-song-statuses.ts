'use client';
import type { JobView } from '@my-pitch/shared/api';
import { isTerminal } from '@my-pitch/shared/status';
import { useEffect, useState } from 'react';
import { ApiProblem, getJob } from '../../lib/api/api-client.ts';
import { withJitter } from '../../lib/api/jitter.ts';
import { busySeconds } from '../../lib/api/patiently.ts';
import type { RecentSong } from './recent-songs.ts';

/** The view of a job, `gone` without such a job, or `unknown` without an answer. */
export type SongStatus = JobView | 'gone' | 'unknown';

const pollIntervalMs = 6000;
/** Requests at once: a long list must not block the user's own requests. */
const maxConcurrentRequests = 4;

/** The status of each song, polled until all are finished, and only in a visible tab. */
export function useSongStatuses(songs: readonly RecentSong[]): ReadonlyMap<string, SongStatus> {
  const [statuses, setStatuses] = useState<ReadonlyMap<string, SongStatus>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the ids matter
  useEffect(() => {
    const stopped = new AbortController();
    const known = new Map<string, SongStatus>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askAll = async () => {
      clearTimeout(timer);
      const open = songs.filter(({ jobId }) => !isFinal(known.get(jobId)));
      for (let start = 0; start < open.length; start += maxConcurrentRequests) {
        const asked = open.slice(start, start + maxConcurrentRequests);
        let busyFor = 0;
        const noteBusy = (seconds: number) => {
          busyFor = Math.max(busyFor, seconds);
        };
        const answers = await Promise.all(
          asked.map((song) => fetchStatus(song, stopped.signal, noteBusy)),
        );
        if (stopped.signal.aborted) return;
        for (const [index, song] of asked.entries())
          known.set(song.jobId, answers[index] ?? 'unknown');
        setStatuses(new Map(known));
        if (busyFor > 0) {
          timer = setTimeout(askIfVisible, Math.max(pollIntervalMs, withJitter(busyFor) * 1000));
          return;
        }
      }
      clearTimeout(timer);
      if (songs.some(({ jobId }) => !isFinal(known.get(jobId)))) {
        timer = setTimeout(askIfVisible, pollIntervalMs);
      }
    };
    const askIfVisible = () => {
      if (!document.hidden) void askAll();
    };
    void askAll();
    window.addEventListener('online', askIfVisible, { signal: stopped.signal });
    document.addEventListener('visibilitychange', askIfVisible, { signal: stopped.signal });
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

/** @param onBusy called with the seconds that a busy server wants to be left alone. */
async function fetchStatus(
  { jobId }: RecentSong,
  signal: AbortSignal,
  onBusy: (seconds: number) => void,
): Promise<SongStatus> {
  try {
    return await getJob(jobId, signal);
  } catch (error) {
    onBusy(busySeconds(error) ?? 0);
    return error instanceof ApiProblem && error.problem.status === 404 ? 'gone' : 'unknown';
  }
}
