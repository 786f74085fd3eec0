'use client';
import { type RefObject, useEffect } from 'react';
import { findBar } from './find-bar.ts';
import { listenToGestures, type Point, type Stroke } from './gestures.ts';
import type { NoteBar } from './note-bars.ts';
import { gutterWidth } from './picture.ts';
import { midiAt, type PitchRows, yOf } from './pitch-rows.ts';
import type { DrawnNote } from './sung-stretch.ts';
import type { PitchWindow } from './use-pitch-window.ts';
import { scrollBy, secondsAt, type Viewport, zoomAt } from './viewport.ts';

interface PitchGestures {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly window: PitchWindow;
  readonly bars: readonly NoteBar[];
  readonly rows: PitchRows;
  /** Receives the note under the pointer. */
  readonly onHover: (bar: NoteBar | undefined) => void;
  /** Receives taps on a note or between notes. */
  readonly onTap: (seconds: number, bar: NoteBar | undefined) => void;
  /** Receives drawn notes, and taps between notes; without it, drags scroll. */
  readonly onAdd: ((drawn: DrawnNote) => void) | undefined;
  /** Shows the stroke that is being drawn. */
  readonly stroke: RefObject<HTMLElement | null>;
}

/** Scrolls and zooms the window by gestures on the canvas, and reports hovers and taps. */
export function usePitchGestures(options: PitchGestures): void {
  const { canvas, window: pitchWindow, bars, rows, onHover, onTap, onAdd, stroke } = options;
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
        if (!viewport) return;
        const bar = barAtPoint(point);
        if (onAdd && !bar) onAdd(drawnNote({ from: point, to: point }, viewport, rows));
        else onTap(secondsAt(viewport, point.x), bar);
      },
      draw: onAdd && ((drawn) => draw(drawn, pitchWindow.viewport())),
    });
    function draw(drawn: Stroke, viewport: Viewport | undefined) {
      showStroke(stroke.current, drawn, rows);
      if (drawn.state === 'done' && viewport) onAdd?.(drawnNote(drawn, viewport, rows));
    }
  }, [canvas, pitchWindow, bars, rows, onHover, onTap, onAdd, stroke]);
}

/** A note from the stroke's left to its right end, at the pitch at which it began. */
function drawnNote(
  { from, to }: Pick<Stroke, 'from' | 'to'>,
  viewport: Viewport,
  rows: PitchRows,
): DrawnNote {
  return {
    startSeconds: Math.max(0, secondsAt(viewport, Math.min(from.x, to.x))),
    endSeconds: Math.max(0, secondsAt(viewport, Math.max(from.x, to.x))),
    midi: midiAt(rows, from.y),
  };
}

/** Shows a stroke as the bar that it would be. */
function showStroke(
  element: HTMLElement | null,
  { from, to, state }: Stroke,
  rows: PitchRows,
): void {
  if (!element) return;
  element.hidden = state !== 'drawing';
  const left = gutterWidth + Math.min(from.x, to.x);
  const top = yOf(rows, Math.round(midiAt(rows, from.y))) - rows.rowHeight / 2;
  element.style.transform = `translate(${left}px, ${top}px)`;
  element.style.width = `${Math.abs(to.x - from.x)}px`;
  element.style.height = `${rows.rowHeight}px`;
}
