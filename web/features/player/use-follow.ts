'use client';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { scrollBehavior } from '../../lib/device/scroll-behavior.ts';
import { followScroll, type VerticalRange } from './follow.ts';
import { useFrames } from './use-frames.ts';
import type { PlayerControls } from './use-player.ts';

/** Whether what is shown keeps to the playback: one wish for the sheet and the pitch view. */
export interface Follow {
  readonly isOn: boolean;
  /** Turns it on, or off until it is turned on again. */
  setOn(isOn: boolean): void;
  /** Pauses it, because the reader looks at another place, until the song is played again. */
  pause(): void;
}

type State = 'on' | 'paused' | 'off';

const scrollKeys = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/**
 * Scrolls the current note into view: while the song plays, until the reader scrolls; and after a
 * seek while it is paused.
 */
export function useFollow(
  { isPlaying, target }: Pick<PlayerControls, 'isPlaying' | 'target'>,
  currentNote: () => Element | undefined,
): Follow {
  const [state, setState] = useState<State>('on');
  // A ref too, because a frame may come between the reader's scroll and the next rendering.
  const latest = useRef<State>('on');
  const followed = useRef<Element>(undefined);
  const targetBefore = useRef(0);

  useFrames(
    useCallback(() => {
      const seconds = target();
      const hasMoved = seconds !== targetBefore.current;
      targetBefore.current = seconds;
      const note = currentNote();
      const shouldFollow = isPlaying ? latest.current === 'on' : hasMoved;
      if (!shouldFollow || !note || (isPlaying && note === followed.current)) return;
      followed.current = note;
      const distance = followScroll(
        note.getBoundingClientRect(),
        window.innerHeight,
        uncoveredRange(),
      );
      if (distance !== 0) window.scrollBy({ top: distance, behavior: scrollBehavior() });
    }, [isPlaying, currentNote, target]),
  );

  const change = useCallback((next: State) => {
    latest.current = next;
    if (next === 'on') followed.current = undefined;
    setState(next);
  }, []);
  const pause = useCallback(() => {
    if (latest.current === 'on') change('paused');
  }, [change]);
  const setOn = useCallback((isOn: boolean) => change(isOn ? 'on' : 'off'), [change]);

  useEffect(() => {
    if (!isPlaying) return;
    const onScroll = ({ target: touched }: Event) => {
      // Moving one of the player's sliders is not scrolling.
      const isOnPlayer = touched instanceof Element && touched.closest('[data-player]') !== null;
      if (!isOnPlayer && isSheetShown()) pause();
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (scrollKeys.has(key) && isSheetShown()) pause();
    };
    const stopped = new AbortController();
    const options = { passive: true, signal: stopped.signal };
    window.addEventListener('wheel', onScroll, options);
    window.addEventListener('touchmove', onScroll, options);
    window.addEventListener('keydown', onKey, options);
    return () => stopped.abort();
  }, [isPlaying, pause]);

  useEffect(() => {
    if (isPlaying && latest.current === 'paused') change('on');
  }, [isPlaying, change]);
  const isOn = state === 'on';
  return useMemo(() => ({ isOn, setOn, pause }), [isOn, setOn, pause]);
}

/** Whether scrolling the page leaves the music: the pitch view alone scrolls sideways. */
function isSheetShown(): boolean {
  return document.querySelector('[data-testid=score]') !== null;
}

/** The part of the window between the pitch view, if that is fixed at the top, and the player. */
function uncoveredRange(): VerticalRange {
  const top = document.querySelector('[data-covers-top]')?.getBoundingClientRect().bottom ?? 0;
  const player = document.querySelector('[data-player]')?.getBoundingClientRect().top;
  return { top, bottom: player ?? window.innerHeight };
}
