'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { followScroll, type VerticalRange } from './follow.ts';
import { useFrames } from './use-frames.ts';
import type { PlayerControls } from './use-player.ts';

export interface Follow {
  readonly isPaused: boolean;
  resume(): void;
}

const scrollKeys = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/**
 * Scrolls the current note into view: while the song plays, until the reader scrolls; and after a
 * seek while it is paused.
 */
export function useFollow(
  { isPlaying, target }: Pick<PlayerControls, 'isPlaying' | 'target'>,
  currentNote: () => Element | undefined,
): Follow {
  const [isPaused, setIsPaused] = useState(false);
  // A ref too, because a frame may come between the reader's scroll and the next rendering.
  const hasScrolled = useRef(false);
  const followed = useRef<Element>(undefined);
  const targetBefore = useRef(0);

  useFrames(
    useCallback(() => {
      const seconds = target();
      const hasMoved = seconds !== targetBefore.current;
      targetBefore.current = seconds;
      const note = currentNote();
      const shouldFollow = isPlaying ? !hasScrolled.current : hasMoved;
      if (!shouldFollow || !note || (isPlaying && note === followed.current)) return;
      followed.current = note;
      const distance = followScroll(
        note.getBoundingClientRect(),
        window.innerHeight,
        uncoveredRange(),
      );
      const prefersReducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      if (distance !== 0)
        window.scrollBy({ top: distance, behavior: prefersReducedMotion ? 'auto' : 'smooth' });
    }, [isPlaying, currentNote, target]),
  );

  useEffect(() => {
    if (!isPlaying) return;
    const stopFollowing = () => {
      hasScrolled.current = true;
      setIsPaused(true);
    };
    const onScroll = ({ target: touched }: Event) => {
      // Moving one of the player's sliders is not scrolling.
      const isOnPlayer = touched instanceof Element && touched.closest('[data-player]') !== null;
      if (!isOnPlayer) stopFollowing();
    };
    const onKey = ({ key }: KeyboardEvent) => scrollKeys.has(key) && stopFollowing();
    const stopped = new AbortController();
    const options = { passive: true, signal: stopped.signal };
    window.addEventListener('wheel', onScroll, options);
    window.addEventListener('touchmove', onScroll, options);
    window.addEventListener('keydown', onKey, options);
    return () => stopped.abort();
  }, [isPlaying]);

  const resume = useCallback(() => {
    followed.current = undefined;
    hasScrolled.current = false;
    setIsPaused(false);
  }, []);
  useEffect(() => {
    if (isPlaying) resume();
  }, [isPlaying, resume]);
  return { isPaused, resume };
}

/** The part of the window between the pitch view, if that is fixed at the top, and the player. */
function uncoveredRange(): VerticalRange {
  const top = document.querySelector('[data-covers-top]')?.getBoundingClientRect().bottom ?? 0;
  const player = document.querySelector('[data-player]')?.getBoundingClientRect().top;
  return { top, bottom: player ?? window.innerHeight };
}
