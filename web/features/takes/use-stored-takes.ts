'use client';
import type { JobId } from '@my-pitch/shared/ids';
import { useEffect, useState } from 'react';
import { type StoredTake, subscribeTakes, takesOf } from './stored-takes.ts';

const none: readonly StoredTake[] = [];

/** The takes of a song on this device, newest first. */
export function useStoredTakes(songId: JobId): readonly StoredTake[] {
  const [takes, setTakes] = useState(none);
  useEffect(() => {
    let isObsolete = false;
    const read = async () => {
      const found = await takesOf(songId);
      if (!isObsolete) setTakes(found);
    };
    void read();
    const unsubscribe = subscribeTakes(() => void read());
    return () => {
      isObsolete = true;
      unsubscribe();
    };
  }, [songId]);
  return takes;
}
