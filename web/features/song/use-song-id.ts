'use client';
import type { JobId } from '@my-pitch/shared/ids';
import { useSearchParams } from 'next/navigation';
import { useLayoutEffect, useState } from 'react';
import { songIdOf } from './song-link.ts';

type SongId = JobId | 'sample' | 'none';

/** The song that the address names; `none` if it names none, `undefined` while the page is built. */
export function useSongId(): SongId | undefined {
  const [id, setId] = useState<SongId>();
  // Next.js gives a new object after each navigation, also to another song, and fires no event.
  const navigation = useSearchParams();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each navigation may change the fragment
  useLayoutEffect(() => {
    const read = () => setId(songIdOf(window.location.hash));
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, [navigation]);
  return id;
}
