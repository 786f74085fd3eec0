'use client';
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { elementsInLoop } from './loop.ts';
import type { Loop } from './song-player.ts';
import type { TimelineEntry } from './timeline.ts';
import { useFrames } from './use-frames.ts';
import './player.css';

const none: readonly string[] = [];

/** Marks the notes of the loop on the sheet. Checks every frame, because rows may be redrawn at any time. */
export function useLoopMark(
  sheet: RefObject<ScoreHandle | null>,
  timeline: readonly TimelineEntry[],
  loop: Loop | undefined,
): void {
  const marked = useRef(new Set<Element>());
  const ids = useMemo(() => (loop ? elementsInLoop(timeline, loop) : none), [timeline, loop]);
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marks of the previous loop are removed.
  useEffect(
    () => () => {
      for (const element of marked.current) element.classList.remove('is-looped');
      marked.current.clear();
    },
    [ids],
  );
}
