'use client';
import type { JobView } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import { isTerminal } from '@my-pitch/shared/status';
import { useCallback, useEffect, useState } from 'react';
import { ApiProblem, getJob } from '../../lib/api/api-client.ts';
import { busySeconds } from '../../lib/api/patiently.ts';
import { pollDelaySeconds } from '../../lib/api/poll-delay.ts';
import { followSong } from '../../lib/socket/browser-socket.ts';
import { subscribeRemoval } from '../recent-songs/recent-songs.ts';

/** `offline`: the device has no connection. `unreachable`: the API does not answer. */
type JobTrouble = 'offline' | 'unreachable' | 'not-found';

export interface JobState {
  readonly view?: JobView;
  readonly trouble?: JobTrouble;
}

/**
 * Follows a job until it is finished: on the socket, and by polling while the socket tells nothing.
 * `refresh` polls at once and returns the view.
 */
export function useJob(jobId: JobId) {
  const [state, setState] = useState<JobState>({});

  const refresh = useCallback(
    async (signal?: AbortSignal): Promise<JobView> => {
      const view = await getJob(jobId, signal);
      setState({ view });
      return view;
    },
    [jobId],
  );

  useEffect(() => pollJob(jobId, refresh, setState), [jobId, refresh]);
  return { ...state, refresh };
}

type SetState = (update: (before: JobState) => JobState) => void;

function pollJob(
  jobId: JobId,
  refresh: (signal: AbortSignal) => Promise<JobView>,
  setState: SetState,
): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let arrivingPolls = 0;
  let retryAfterSeconds: number | undefined;
  let finished = false;
  let isLive = false;

  const schedule = (): void => {
    clearTimeout(timer);
    if (finished || signal.aborted) return;
    const { hidden } = document;
    const state = { hidden, failures, arrivingPolls, retryAfterSeconds, isLive };
    timer = setTimeout(ask, pollDelaySeconds(state) * 1000);
  };
  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      const { status } = await refresh(signal);
      finished = isTerminal(status);
      arrivingPolls = status === 'awaiting-upload' ? arrivingPolls + 1 : 0;
      [failures, retryAfterSeconds] = [0, undefined];
    } catch (error) {
      if (signal.aborted) return;
      const trouble = troubleOf(error);
      setState((before) => ({ ...before, trouble }));
      [retryAfterSeconds, finished] = [busySeconds(error), trouble === 'not-found'];
      failures += 1;
    }
    if (finished) unfollow();
    schedule();
  };
  const unfollow = followSong(jobId, {
    onView(view) {
      if (finished) return;
      finished = isTerminal(view.status);
      failures = 0;
      setState(() => ({ view }));
      if (finished) unfollow();
      schedule();
    },
    onAsk: () => void ask(),
    onLive(live) {
      isLive = live;
      schedule();
    },
  });
  void ask();
  const unlisten = listenToPage(jobId, {
    ask,
    isFinished: () => finished,
    onOffline: () => setState((before) => ({ ...before, trouble: 'offline' })),
  });
  return () => {
    stopped.abort();
    unfollow();
    unlisten();
    clearTimeout(timer);
  };
}

interface PageListener {
  readonly ask: () => Promise<void>;
  readonly isFinished: () => boolean;
  readonly onOffline: () => void;
}

/** Asks when the page may have missed something. @returns a function that ends it. */
function listenToPage(jobId: JobId, { ask, isFinished, onOffline }: PageListener): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  const askNow = () => {
    if (!isFinished() && !document.hidden) void ask();
  };
  window.addEventListener('online', () => void ask(), { signal });
  window.addEventListener('offline', onOffline, { signal });
  document.addEventListener('visibilitychange', askNow, { signal });
  // A page restored from the back/forward cache was frozen in the meantime.
  window.addEventListener('pageshow', ({ persisted }) => persisted && askNow(), { signal });
  // Another tab may have deleted the song.
  const unsubscribe = subscribeRemoval(jobId, () => void ask());
  return () => {
    stopped.abort();
    unsubscribe();
  };
}

function troubleOf(error: unknown): JobTrouble {
  if (error instanceof ApiProblem && error.problem.status === 404) return 'not-found';
  return navigator.onLine ? 'unreachable' : 'offline';
}
