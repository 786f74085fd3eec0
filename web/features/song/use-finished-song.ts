'use client';
import { useEffect, useState } from 'react';
import { useReconnect } from '../../lib/offline/use-reconnect.ts';

type Component = typeof import('./finished-song.tsx').FinishedSong;

interface LoadedSong {
  readonly FinishedSong?: Component;
  readonly hasFailed: boolean;
}

const loadFinishedSong = () => import('./finished-song.tsx');

/**
 * Loads the component that shows, plays and edits a score: by far the largest script. It loads while
 * the first view of the job is fetched, again when a finished song needs it after a failure, and again
 * when the device reconnects. React's `lazy` is not used: its boundary keeps the fallback for at least
 * 300 ms, to merge successive changes, which would delay every song.
 */
export function useFinishedSong(isCompleted: boolean, load = loadFinishedSong): LoadedSong {
  const [state, setState] = useState<LoadedSong>({ hasFailed: false });
  const { FinishedSong, hasFailed } = state;
  const reconnects = useReconnect(hasFailed);
  const isLoaded = FinishedSong !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reconnect is a new attempt
  useEffect(() => {
    if (isLoaded) return;
    let isObsolete = false;
    load().then(
      (loaded) => {
        if (!isObsolete) setState({ FinishedSong: loaded.FinishedSong, hasFailed: false });
      },
      () => {
        // Only a finished song needs the component; it is loaded again then.
        if (!isObsolete && isCompleted) setState({ hasFailed: true });
      },
    );
    return () => {
      isObsolete = true;
    };
  }, [isLoaded, isCompleted, reconnects, load]);
  return state;
}
