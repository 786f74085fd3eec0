'use client';
import { useEffect, useRef } from 'react';
import { listenToLoopDrags } from './loop-drag.ts';
import type { TimelineEntry } from './timeline.ts';
import type { PlayerControls } from './use-player.ts';

interface LoopGesturesOptions {
  readonly timeline: readonly TimelineEntry[];
  readonly setLoop: PlayerControls['setLoop'];
  /** True while the score is edited, when notes have other gestures. */
  readonly isOff: boolean;
}

/** Sets loops with the mouse; see {@link listenToLoopDrags}. */
export function useLoopGestures({ timeline, setLoop, isOff }: LoopGesturesOptions): void {
  const clicked = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (isOff) return;
    return listenToLoopDrags(document, { timeline, setLoop, clicked });
  }, [timeline, setLoop, isOff]);
}
