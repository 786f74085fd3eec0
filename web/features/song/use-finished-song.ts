'use client';
import { useEffect, useState } from 'react';
import { useReconnect } from '../../lib/offline/use-reconnect.ts';

type Component = typeof import('./finished-song.tsx').FinishedSong;

interface LoadedSong {
  readonly FinishedSong?: Component;
  readonly hasFailed: boolean;
}

/**
 * The score with all that reads, plays and corrects it: by far the most script, and fetched beside the
 * job's first answer. Once more where a finished song needs it and it failed, and whenever the
 * connection comes back. Not by React's `lazy`: its boundary would keep what stands there meanwhile for
 * 300 ms, so that several changes in a row are seen as one, and a song opens with one of them.
 */
export function useFinishedSong(isCompleted: boolean): LoadedSong {
  const [state, setState] = useState<LoadedSong>({ hasFailed: false });
  const { FinishedSong, hasFailed } = state;
  const reconnects = useReconnect(hasFailed);
  const isThere = FinishedSong !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each comeback is a new try
  useEffect(() => {
    if (isThere) return;
    let isGone = false;
    import('./finished-song.tsx').then(
      (loaded) => {
        if (!isGone) setState({ FinishedSong: loaded.FinishedSong, hasFailed: false });
      },
      () => {
        // A song that waits can do without; it is asked for again when it is finished.
        if (!isGone && isCompleted) setState({ hasFailed: true });
      },
    );
    return () => {
      isGone = true;
    };
  }, [isThere, isCompleted, reconnects]);
  return state;
}
