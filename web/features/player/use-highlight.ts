'use client';
import { type RefObject, useCallback, useRef } from 'react';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { entryAt, type TimelineEntry } from './timeline.ts';
import { useFrames } from './use-frames.ts';
import type { PlayerControls } from './use-player.ts';

interface HighlightOptions {
  readonly sheet: RefObject<ScoreHandle | null>;
  readonly timeline: readonly TimelineEntry[];
  readonly player: PlayerControls;
}

/**
 * Marks the audible note every frame.
 * @returns a getter of the marked note's element, or of its row while that is not drawn.
 */
export function useHighlight({ sheet, timeline, player }: HighlightOptions) {
  const current = useRef<Element>(undefined);
  const target = useRef<Element>(undefined);
  const { position } = player;
  const mark = useCallback(() => {
    const id = entryAt(timeline, position())?.elementId;
    // Scrolling draws and erases rows, so a note's element may change between frames.
    const note = id === undefined ? undefined : sheet.current?.elementOf(id);
    target.current = note ?? (id === undefined ? undefined : sheet.current?.rowOf(id));
    if (note === current.current) return;
    current.current?.classList.remove('is-current');
    note?.classList.add('is-current');
    current.current = note;
  }, [sheet, timeline, position]);
  useFrames(mark);
  return useCallback(() => target.current, []);
}
