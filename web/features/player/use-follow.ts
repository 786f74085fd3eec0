'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { followScroll, type Stretch } from './follow.ts';
import { useFrames } from './use-frames.ts';
import type { PlayerControls } from './use-player.ts';

export interface Follow {
  readonly isPaused: boolean;
  resume(): void;
}

const scrollKeys = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/**
 * Keeps the current note in sight while the song plays, until the reader scrolls away; and brings it
 * into sight when the reader goes to it.
 */
export function useFollow(
  { isPlaying, target }: Pick<PlayerControls, 'isPlaying' | 'target'>,
  currentNote: () => Element | undefined,
): Follow {
  const [isPaused, setIsPaused] = useState(false);
  // Known at once: a frame may come between the reader's scroll and the next rendering.
  const isAway = useRef(false);
  const followed = useRef<Element>(undefined);
  const stood = useRef(0);

  useFrames(
    useCallback(() => {
      const place = target();
      const hasMoved = place !== stood.current;
      stood.current = place;
      const note = currentNote();
      const isWanted = isPlaying ? !isAway.current : hasMoved;
      if (!isWanted || !note || (isPlaying && note === followed.current)) return;
      followed.current = note;
      const distance = followScroll(
        note.getBoundingClientRect(),
        window.innerHeight,
        freeStretch(),
      );
      const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      if (distance !== 0) window.scrollBy({ top: distance, behavior: calm ? 'auto' : 'smooth' });
    }, [isPlaying, currentNote, target]),
  );

  useEffect(() => {
    if (!isPlaying) return;
    const leave = () => {
      isAway.current = true;
      setIsPaused(true);
    };
    const pause = ({ target: touched }: Event) => {
      // A finger on the player's own faders is not on the page.
      const isOnPlayer = touched instanceof Element && touched.closest('[data-player]') !== null;
      if (!isOnPlayer) leave();
    };
    const pauseByKey = ({ key }: KeyboardEvent) => scrollKeys.has(key) && leave();
    const stopped = new AbortController();
    const options = { passive: true, signal: stopped.signal };
    window.addEventListener('wheel', pause, options);
    window.addEventListener('touchmove', pause, options);
    window.addEventListener('keydown', pauseByKey, options);
    return () => stopped.abort();
  }, [isPlaying]);

  const resume = useCallback(() => {
    followed.current = undefined;
    isAway.current = false;
    setIsPaused(false);
  }, []);
  useEffect(() => {
    if (isPlaying) resume();
  }, [isPlaying, resume]);
  return { isPaused, resume };
}

/** What of the window lies between the pitch view, when that stays on top, and the player. */
function freeStretch(): Stretch {
  const top = document.querySelector('[data-covers-top]')?.getBoundingClientRect().bottom ?? 0;
  const player = document.querySelector('[data-player]')?.getBoundingClientRect().top;
  return { top, bottom: player ?? window.innerHeight };
}
