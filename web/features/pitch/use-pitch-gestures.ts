'use client';
import { type RefObject, useEffect } from 'react';
import { findBar } from './find-bar.ts';
import { listenToGestures, type Point } from './gestures.ts';
import type { NoteBar } from './note-bars.ts';
import type { PitchRows } from './pitch-rows.ts';
import type { PitchWindow } from './use-pitch-window.ts';
import { scrollBy, secondsAt, zoomAt } from './viewport.ts';

interface PitchGestures {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly window: PitchWindow;
  readonly bars: readonly NoteBar[];
  readonly rows: PitchRows;
  /** Receives the note under the pointer. */
  readonly onHover: (bar: NoteBar | undefined) => void;
  /** Receives taps on a note or between notes. */
  readonly onTap: (seconds: number, bar: NoteBar | undefined) => void;
}

/** Scrolls and zooms the window by gestures on the canvas, and reports hovers and taps. */
export function usePitchGestures(options: PitchGestures): void {
  const { canvas, window: pitchWindow, bars, rows, onHover, onTap } = options;
  useEffect(() => {
    if (!canvas.current) return;
    const barAtPoint = (point: Point) => {
      const viewport = pitchWindow.viewport();
      return viewport && findBar(bars, point, viewport, rows);
    };
    return listenToGestures(canvas.current, {
      scroll: (pixels) => pitchWindow.move((viewport, stage) => scrollBy(viewport, pixels, stage)),
      zoom: (factor, x) =>
        pitchWindow.move((viewport, stage) => zoomAt(viewport, factor, x, stage)),
      hover: (point) => onHover(point && barAtPoint(point)),
      tap: (point) => {
        const viewport = pitchWindow.viewport();
        if (viewport) onTap(secondsAt(viewport, point.x), barAtPoint(point));
      },
    });
  }, [canvas, pitchWindow, bars, rows, onHover, onTap]);
}
