'use client';
import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';

export const shownViews = ['score', 'pitch', 'both'] as const;
export type ShownViews = (typeof shownViews)[number];

const storedSchema = z.enum(shownViews);

/** The views of the song that are shown; stored on the device. */
export function useShownViews(
  storageKey = 'my-pitch.views',
  usual: ShownViews = 'score',
): readonly [ShownViews, (views: ShownViews) => void] {
  const [views, setViews] = useState(usual);
  useEffect(
    () => setViews(storedSchema.catch(usual).parse(localStorage.getItem(storageKey))),
    [storageKey, usual],
  );
  const choose = useCallback(
    (chosen: ShownViews) => {
      setViews(chosen);
      try {
        localStorage.setItem(storageKey, chosen);
      } catch {
        // Without storage the choice lasts until the page is closed.
      }
    },
    [storageKey],
  );
  return [views, choose];
}
