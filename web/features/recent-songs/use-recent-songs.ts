'use client';
import { useEffect, useState } from 'react';
import { type RecentSong, recentSongs, subscribeRecentSongs } from './recent-songs.ts';

/** The songs sent from this device, kept up to date across tabs; `undefined` until they are read. */
export function useRecentSongs(): readonly RecentSong[] | undefined {
  const [songs, setSongs] = useState<readonly RecentSong[]>();
  useEffect(() => {
    const read = () => setSongs(recentSongs());
    read();
    return subscribeRecentSongs(read);
  }, []);
  return songs;
}
