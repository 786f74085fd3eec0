'use client';
import { useCallback, useMemo, useRef } from 'react';
import type { Follow } from '../player/use-follow.ts';
import { clampViewport, openingViewport, type Stage, type Viewport } from './viewport.ts';

/** The part of the song that the pitch view shows. A ref rather than React state, because it moves every frame. */
export interface PitchWindow {
  /** `undefined` until the plot's width is known. */
  viewport(): Viewport | undefined;
  stage(): Stage;
  resize(width: number): void;
  /** Moves the window on behalf of the user, which pauses following. */
  move(change: (viewport: Viewport, stage: Stage) => Viewport): void;
  /** Moves the window without pausing following. */
  follow(change: (viewport: Viewport, stage: Stage) => Viewport): void;
  readonly isFollowing: boolean;
  setFollowing(isFollowing: boolean): void;
}

/** @param openAt the time on which the window opens, in seconds. */
export function usePitchWindow(
  durationSeconds: number,
  openAt: () => number,
  { isOn: isFollowing, setOn: setFollowing, pause }: Follow,
): PitchWindow {
  const current = useRef<Viewport>(undefined);
  const width = useRef(0);
  const stage = useCallback(() => ({ width: width.current, durationSeconds }), [durationSeconds]);
  const follow = useCallback<PitchWindow['follow']>(
    (change) => {
      if (current.current) current.current = change(current.current, stage());
    },
    [stage],
  );
  const move = useCallback<PitchWindow['move']>(
    (change) => {
      follow(change);
      pause();
    },
    [follow, pause],
  );
  const resize = useCallback(
    (nextWidth: number) => {
      width.current = nextWidth;
      const before = current.current;
      current.current = before
        ? clampViewport(before, stage())
        : openingViewport(stage(), openAt());
    },
    [stage, openAt],
  );
  const viewport = useCallback(() => current.current, []);
  return useMemo(
    () => ({ viewport, stage, resize, move, follow, isFollowing, setFollowing }),
    [viewport, stage, resize, move, follow, isFollowing, setFollowing],
  );
}
