'use client';
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import type { Loop } from './song-player.ts';
import type { TimelineEntry } from './timeline.ts';
import { useFrames } from './use-frames.ts';
import './player.css';

/** A loop that ends where a note starts does not hold that note, though it may by a frame. */
const edgeSeconds = 0.01;

/** Marks the notes of the loop on the sheet, whose rows are drawn anew at any time. */
export function useLoopMark(
  sheet: RefObject<ScoreHandle | null>,
  timeline: readonly TimelineEntry[],
  loop: Loop | undefined,
): void {
  const marked = useRef(new Set<Element>());
  const ids = useMemo(
    () =>
      timeline
        .filter(
          ({ startSeconds }) =>
            loop &&
            startSeconds >= loop.startSeconds - edgeSeconds &&
            startSeconds < loop.endSeconds - edgeSeconds,
        )
        .map(({ elementId }) => elementId),
    [timeline, loop],
  );
  useFrames(
    useCallback(() => {
      if (ids.length === 0) return;
      for (const id of ids) {
        const element = sheet.current?.elementOf(id);
        if (!element || marked.current.has(element)) continue;
        element.classList.add('is-looped');
        marked.current.add(element);
      }
    }, [sheet, ids]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another loop has other notes.
  useEffect(
    () => () => {
      for (const element of marked.current) element.classList.remove('is-looped');
      marked.current.clear();
    },
    [ids],
  );
}
