'use client';
import { useEffect, useState } from 'react';
import { type RecentSong, recentSongs, subscribeRecentSongs } from './recent-songs.ts';

/** The songs sent from this device, updated across tabs; `undefined` before the first read. */
export function useRecentSongs(): readonly RecentSong[] | undefined {
  const [songs, setSongs] = useState<readonly RecentSong[]>();
  useEffect(() => {
    const read = () => setSongs(recentSongs());
    read();
    return subscribeRecentSongs(read);
  }, []);
  return songs;
}
