'use client';
import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';

export const shownViews = ['score', 'pitch', 'both'] as const;
export type ShownViews = (typeof shownViews)[number];

const storageKey = 'my-pitch.views';
const storedSchema = z.enum(shownViews).catch('score');

/** The views of the song that are shown; stored on the device. */
export function useShownViews(): readonly [ShownViews, (views: ShownViews) => void] {
  const [views, setViews] = useState<ShownViews>('score');
  useEffect(() => setViews(storedSchema.parse(localStorage.getItem(storageKey))), []);
  const choose = useCallback((chosen: ShownViews) => {
    setViews(chosen);
    try {
      localStorage.setItem(storageKey, chosen);
    } catch {
      // Without storage the choice lasts until the page is closed.
    }
  }, []);
  return [views, choose];
}
