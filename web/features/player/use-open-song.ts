'use client';
import { useEffect, useState } from 'react';
import { useReconnect } from '../../lib/offline/use-reconnect.ts';
import { type OpenSong, openSong } from './open-song.ts';
import type { StemName } from './tracks.ts';

/** Fetches the URLs of a song's stems. */
export type FetchStems = () => Promise<ReadonlyMap<StemName, string>>;

export interface SongLoading {
  readonly song: OpenSong | undefined;
  readonly stems: readonly StemName[];
  readonly hasFailed: boolean;
}

const nothing: SongLoading = { song: undefined, stems: [], hasFailed: false };

/** Loads a song's sound, and closes it on unmount. After a failure it retries on reconnecting. */
export function useOpenSong(fetchStems: FetchStems): SongLoading {
  const [loading, setLoading] = useState(nothing);
  const reconnects = useReconnect(loading.hasFailed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reconnection is a retry
  useEffect(() => {
    const stopped = new AbortController();
    let opened: OpenSong | undefined;
    const open = async () => {
      const urls = await fetchStems();
      const song = await openSong(urls, stopped.signal);
      if (stopped.signal.aborted) return song.player.close();
      opened = song;
      setLoading({ song, stems: [...urls.keys()], hasFailed: false });
    };
    open().catch(() => {
      if (!stopped.signal.aborted) setLoading({ ...nothing, hasFailed: true });
    });
    return () => {
      stopped.abort();
      opened?.player.close();
      setLoading(nothing);
    };
  }, [fetchStems, reconnects]);
  return loading;
}
