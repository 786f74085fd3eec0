'use client';
import { useEffect, useMemo, useState } from 'react';
import { elementAt } from './element-at.ts';
import { loopOverNotes } from './loop.ts';
import type { Loop } from './song-player.ts';
import type { TimelineEntry } from './timeline.ts';
import { listenToHolds } from './touch-hold.ts';
import type { PlayerControls } from './use-player.ts';

interface LoopTouchOptions {
  readonly timeline: readonly TimelineEntry[];
  readonly setLoop: PlayerControls['setLoop'];
  readonly isOff: boolean;
}

export interface LoopTouch {
  /** The section of the held note, until the loop's last note is tapped. */
  readonly held: Loop | undefined;
  cancel(): void;
}

/**
 * Sets a loop from a note that is held by touch to the note that is tapped next. Not by dragging,
 * because dragging scrolls.
 */
export function useLoopTouch({ timeline, setLoop, isOff }: LoopTouchOptions): LoopTouch {
  const [heldId, setHeldId] = useState<string>();
  useEffect(() => {
    if (!isOff) return listenToHolds(document, setHeldId);
    setHeldId(undefined);
    return undefined;
  }, [isOff]);
  useEffect(() => {
    if (heldId === undefined) return;
    // In the capture phase, before the note's own click handler, which would seek.
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
