'use client';
import { useEffect } from 'react';
import type { RecentSong } from './recent-songs.ts';
import { returningAttribute } from './returning.ts';

/** Marks the page again when the first song joins the list, or the last one leaves it. */
export function useReturningMark(songs: readonly RecentSong[] | undefined): void {
  const count = songs?.length;
  useEffect(() => {
    if (count === undefined) return;
    document.documentElement.toggleAttribute(returningAttribute, count > 0);
  }, [count]);
}
