'use client';
import type { JobView } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import { isTerminal } from '@my-pitch/shared/status';
import { useCallback, useEffect, useState } from 'react';
import { ApiProblem, getJob } from '../../lib/api/api-client.ts';
import { busySeconds } from '../../lib/api/patiently.ts';
import { pollDelaySeconds } from '../../lib/api/poll-delay.ts';
import { subscribeRecentSongs } from '../recent-songs/recent-songs.ts';

/** `offline`: the device has no connection. `unreachable`: the API does not answer. */
type JobTrouble = 'offline' | 'unreachable' | 'not-found';

export interface JobState {
  readonly view?: JobView;
  readonly trouble?: JobTrouble;
}

/** Polls a job until it is finished. `refresh` polls at once and returns the view. */
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

  useEffect(() => pollJob(refresh, setState), [refresh]);
  return { ...state, refresh };
}

type SetState = (update: (before: JobState) => JobState) => void;

function pollJob(
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

  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      const { status } = await refresh(signal);
      finished = isTerminal(status);
      arrivingPolls = status === 'awaiting-upload' ? arrivingPolls + 1 : 0;
      failures = 0;
      retryAfterSeconds = undefined;
    } catch (error) {
      if (signal.aborted) return;
      const trouble = troubleOf(error);
      retryAfterSeconds = busySeconds(error);
      finished = trouble === 'not-found';
      failures += 1;
      setState((before) => ({ ...before, trouble }));
    }
    if (finished || signal.aborted) return;
    clearTimeout(timer);
    const { hidden } = document;
    const seconds = pollDelaySeconds({ hidden, failures, arrivingPolls, retryAfterSeconds });
    timer = setTimeout(ask, seconds * 1000);
  };
  const askNow = () => {
    if (!finished && !document.hidden) void ask();
  };
  const showOffline = () => setState((before) => ({ ...before, trouble: 'offline' }));
  void ask();
  window.addEventListener('online', () => void ask(), { signal });
  window.addEventListener('offline', showOffline, { signal });
  document.addEventListener('visibilitychange', askNow, { signal });
  // A page restored from the back/forward cache was frozen in the meantime.
  window.addEventListener('pageshow', ({ persisted }) => persisted && askNow(), { signal });
  // Another tab may have deleted the song.
  const unsubscribe = subscribeRecentSongs(() => void ask());
  return () => {
    stopped.abort();
    unsubscribe();
    clearTimeout(timer);
  };
}

function troubleOf(error: unknown): JobTrouble {
  if (error instanceof ApiProblem && error.problem.status === 404) return 'not-found';
  return navigator.onLine ? 'unreachable' : 'offline';
}
