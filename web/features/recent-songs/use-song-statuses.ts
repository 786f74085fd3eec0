'use client';
import type { JobView } from '@my-pitch/shared/api';
import { isTerminal } from '@my-pitch/shared/status';
import { useEffect, useState } from 'react';
import { ApiProblem, getJob } from '../../lib/api/api-client.ts';
import { withJitter } from '../../lib/api/jitter.ts';
import { busySeconds } from '../../lib/api/patiently.ts';
import { followSong } from '../../lib/socket/browser-socket.ts';
import type { RecentSong } from './recent-songs.ts';

/** The view of a job, `gone` without such a job, or `unknown` without an answer. */
export type SongStatus = JobView | 'gone' | 'unknown';

const pollIntervalMs = 6000;
/** Requests at once: a long list must not block the user's own requests. */
const maxConcurrentRequests = 4;

/**
 * The status of each song until all are finished: from the socket, and by polling in a visible tab for
 * songs of which the socket tells nothing.
 */
export function useSongStatuses(songs: readonly RecentSong[]): ReadonlyMap<string, SongStatus> {
  const [statuses, setStatuses] = useState<ReadonlyMap<string, SongStatus>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the ids matter
  useEffect(() => pollStatuses(songs, setStatuses), [songs.map(({ jobId }) => jobId).join()]);
  return statuses;
}

function pollStatuses(
  songs: readonly RecentSong[],
  setStatuses: (statuses: ReadonlyMap<string, SongStatus>) => void,
): () => void {
  const stopped = new AbortController();
  const known = new Map<string, SongStatus>();
  const live = new Set<string>();
  const follows = new Map<string, () => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busyForSeconds = 0;

  const noteBusy = (seconds: number): void => {
    busyForSeconds = Math.max(busyForSeconds, seconds);
  };
  const learn = (song: RecentSong, status: SongStatus): void => {
    known.set(song.jobId, status);
    if (isFinal(status)) follows.get(song.jobId)?.();
    else followOnce(song);
  };
  const followOnce = (song: RecentSong): void => {
    const { jobId } = song;
    if (follows.has(jobId)) return;
    const unfollow = followSong(jobId, {
      onView(view) {
        if (isFinal(known.get(jobId))) return;
        learn(song, view);
        setStatuses(new Map(known));
      },
      onAsk: () => void ask([song]),
      onLive: (isLive) => void (isLive ? live.add(jobId) : live.delete(jobId)),
    });
    follows.set(jobId, unfollow);
  };
  const ask = async (asked: readonly RecentSong[]): Promise<void> => {
    for (let start = 0; start < asked.length; start += maxConcurrentRequests) {
      const some = asked.slice(start, start + maxConcurrentRequests);
      const answers = await Promise.all(
        some.map((song) => fetchStatus(song, stopped.signal, noteBusy)),
      );
      if (stopped.signal.aborted) return;
      for (const [index, song] of some.entries()) learn(song, answers[index] ?? 'unknown');
      setStatuses(new Map(known));
      // A busy server gets no further request.
      if (busyForSeconds > 0) return;
    }
  };
  const askAll = async (): Promise<void> => {
    clearTimeout(timer);
    busyForSeconds = 0;
    const isOpen = ({ jobId }: RecentSong) => !isFinal(known.get(jobId));
    await ask(songs.filter((song) => isOpen(song) && !live.has(song.jobId)));
    clearTimeout(timer);
    if (!stopped.signal.aborted && songs.some(isOpen)) {
      timer = setTimeout(askIfVisible, Math.max(pollIntervalMs, withJitter(busyForSeconds) * 1000));
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
    for (const unfollow of follows.values()) unfollow();
  };
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
