'use client';
import { useEffect, useRef } from 'react';
import { elementAt } from './element-at.ts';
import { loopOverNotes } from './loop.ts';
import type { TimelineEntry } from './timeline.ts';
import type { PlayerControls } from './use-player.ts';

interface LoopGesturesOptions {
  readonly timeline: readonly TimelineEntry[];
  readonly setLoop: PlayerControls['setLoop'];
  /** While a score is corrected its notes are for other gestures. */
  readonly isOff: boolean;
}

/** A hand that only clicks moves less. */
const dragPixels = 16;

/** Loops over the notes that a mouse is dragged across, or between a clicked and a Shift-clicked one. */
export function useLoopGestures({ timeline, setLoop, isOff }: LoopGesturesOptions): void {
  const clicked = useRef<string>(undefined);
  useEffect(() => {
    if (isOff) return;
    let from: string | undefined;
    let start = { clientX: 0, clientY: 0 };
    let isLooping = false;
    const begin = (event: PointerEvent) => {
      const note = elementAt(event.target);
      isLooping = false;
      start = event;
      // A finger that moves scrolls.
      from = event.pointerType === 'touch' || event.button !== 0 ? undefined : note;
      if (!event.shiftKey || !note) {
        clicked.current = note ?? clicked.current;
        return;
      }
      from = clicked.current ?? note;
      extend(event);
      event.preventDefault();
    };
    const extend = (event: PointerEvent) => {
      const to = from && elementAt(event.target);
      const isDrag = event.shiftKey || distanceOf(event, start) >= dragPixels;
      if (!from || !to || (!isLooping && (to === from || !isDrag))) return;
      isLooping = true;
      const loop = loopOverNotes(timeline, from, to);
      if (loop) setLoop(loop);
    };
    const finish = () => {
      from = undefined;
    };
    // The click that ends a gesture would go to the note.
    const swallow = (event: MouseEvent) => {
      if (!isLooping) return;
      isLooping = false;
      event.stopPropagation();
    };
    const stopped = new AbortController();
    const options = { signal: stopped.signal };
    document.addEventListener('pointerdown', begin, options);
    document.addEventListener('pointermove', extend, options);
    document.addEventListener('pointerup', finish, options);
    document.addEventListener('click', swallow, { ...options, capture: true });
    return () => stopped.abort();
  }, [timeline, setLoop, isOff]);
}

interface Place {
  readonly clientX: number;
  readonly clientY: number;
}

function distanceOf(one: Place, other: Place): number {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}
