'use client';
import { useEffect, useMemo, useState } from 'react';
import { elementAt } from './element-at.ts';
import { loopOverNotes } from './loop.ts';
import type { Loop } from './song-player.ts';
import type { TimelineEntry } from './timeline.ts';
import type { PlayerControls } from './use-player.ts';

interface LoopTouchOptions {
  readonly timeline: readonly TimelineEntry[];
  readonly setLoop: PlayerControls['setLoop'];
  readonly isOff: boolean;
}

export interface LoopTouch {
  /** The note that was held, while the loop's last is waited for. */
  readonly held: Loop | undefined;
  cancel(): void;
}

const holdMilliseconds = 450;
/** A finger that holds still moves less. */
const stillPixels = 10;

/**
 * Loops from a note that a finger holds to the one that it taps next. Two taps, no drag: a finger
 * that moves scrolls, also between the two.
 */
export function useLoopTouch({ timeline, setLoop, isOff }: LoopTouchOptions): LoopTouch {
  const [heldId, setHeldId] = useState<string>();
  useEffect(() => {
    if (!isOff) return listenToHolds(setHeldId);
    setHeldId(undefined);
    return undefined;
  }, [isOff]);
  useEffect(() => {
    if (heldId === undefined) return;
    // Before the note's own click, which would seek.
    const choose = (event: MouseEvent) => {
      const id = elementAt(event.target);
      if (id === undefined) return;
      event.stopPropagation();
      const loop = loopOverNotes(timeline, heldId, id);
      if (loop) setLoop(loop);
      setHeldId(undefined);
    };
    document.addEventListener('click', choose, { capture: true });
    return () => document.removeEventListener('click', choose, { capture: true });
  }, [heldId, timeline, setLoop]);
  const held = useMemo(
    () => (heldId === undefined ? undefined : loopOverNotes(timeline, heldId, heldId)),
    [timeline, heldId],
  );
  return { held, cancel: () => setHeldId(undefined) };
}

function listenToHolds(onHeld: (elementId: string) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start = { clientX: 0, clientY: 0 };
  let hasHeld = false;
  const drop = () => clearTimeout(timer);
  const begin = (event: PointerEvent) => {
    drop();
    hasHeld = false;
    start = event;
    const id = elementAt(event.target);
    if (event.pointerType !== 'touch' || !event.isPrimary || id === undefined) return;
    timer = setTimeout(() => {
      hasHeld = true;
      onHeld(id);
    }, holdMilliseconds);
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (Math.hypot(clientX - start.clientX, clientY - start.clientY) > stillPixels) drop();
  };
  // Some browsers click where a held finger is lifted, and some open a menu.
  const swallow = (event: Event) => {
    if (!hasHeld) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (event.type === 'click') hasHeld = false;
  };
  const stopped = new AbortController();
  const options = { signal: stopped.signal };
  document.addEventListener('pointerdown', begin, options);
  document.addEventListener('pointermove', move, options);
  document.addEventListener('pointerup', drop, options);
  document.addEventListener('pointercancel', drop, options);
  document.addEventListener('click', swallow, { ...options, capture: true });
  document.addEventListener('contextmenu', swallow, { ...options, capture: true });
  return () => {
    drop();
    stopped.abort();
  };
}
