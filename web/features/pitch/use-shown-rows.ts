'use client';
import { useCallback, useRef, useState } from 'react';
import { useFrames } from '../player/use-frames.ts';
import { barsBetween } from './note-bars.ts';
import type { PitchData } from './picture.ts';
import { type PitchRows, rowsOfPart } from './pitch-rows.ts';
import type { PitchWindow } from './use-pitch-window.ts';
import { endSeconds, type Viewport } from './viewport.ts';

/** After so many frames without movement the shown part is still. */
const stillFrames = 15;

/** The rows for the notes in the window: fewer and higher ones where the notes need no more. */
export function useShownRows(
  data: PitchData,
  whole: PitchRows,
  pitchWindow: PitchWindow,
): PitchRows {
  const [shown, setShown] = useState({ whole, rows: whole });
  const seen = useRef<{ viewport: Viewport; frames: number }>(undefined);
  const rows = shown.whole === whole ? shown.rows : whole;
  useFrames(
    useCallback(() => {
      const viewport = pitchWindow.viewport();
      if (!viewport) return;
      const isMoving = viewport !== seen.current?.viewport;
      const frames = isMoving || !seen.current ? 0 : seen.current.frames + 1;
      seen.current = { viewport, frames };
      if (!isMoving && frames !== stillFrames) return;
      const until = endSeconds(viewport, pitchWindow.stage());
      const midis = barsBetween(data.bars, viewport.startSeconds, until).map(({ midi }) => midi);
      const next = rowsOfPart(rows, midis, { whole, isStill: !isMoving });
      if (next !== rows) setShown({ whole, rows: next });
    }, [data, whole, rows, pitchWindow]),
  );
  return rows;
}
