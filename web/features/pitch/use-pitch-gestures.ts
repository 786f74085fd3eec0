'use client';
import { type RefObject, useEffect } from 'react';
import { findBar } from './find-bar.ts';
import { listenToGestures, type Point, type Stroke } from './gestures.ts';
import type { NoteBar } from './note-bars.ts';
import type { MeasureLine, PitchData } from './picture.ts';
import type { PitchRows } from './pitch-rows.ts';
import { barlineAt, drawnNote, droppedSeconds, showStroke } from './strokes.ts';
import type { DrawnNote } from './sung-stretch.ts';
import type { PitchWindow } from './use-pitch-window.ts';
import { scrollBy, secondsAt, zoomAt } from './viewport.ts';

/** A barline, and the time of the recording that it was moved to. */
export interface MovedBeat {
  readonly tick: number;
  readonly seconds: number;
}

interface PitchGestures {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly window: PitchWindow;
  readonly data: PitchData;
  readonly rows: PitchRows;
  /** Receives the note under the pointer. */
  readonly onHover: (bar: NoteBar | undefined) => void;
  /** Receives taps on a note or between notes. */
  readonly onTap: (seconds: number, bar: NoteBar | undefined) => void;
  /** Receives drawn notes, and taps between notes; without it, drags scroll. */
  readonly onAdd: ((drawn: DrawnNote) => void) | undefined;
  /** Receives barlines that are dragged by the strip below the pitches. */
  readonly onBeat: ((beat: MovedBeat) => void) | undefined;
  /** Shows the stroke that is being drawn. */
  readonly stroke: RefObject<HTMLElement | null>;
}

/** Scrolls and zooms the window by gestures on the canvas, and reports hovers and taps. */
export function usePitchGestures(options: PitchGestures): void {
  const {
    canvas,
    window: pitchWindow,
    data,
    rows,
    onHover,
    onTap,
    onAdd,
    onBeat,
    stroke,
  } = options;
  const { bars, measures } = data;
  useEffect(() => {
    if (!canvas.current) return;
    const barAtPoint = (point: Point) => {
      const viewport = pitchWindow.viewport();
      return viewport && findBar(bars, point, viewport, rows);
    };
    const barlineAtPoint = (point: Point) => {
      const viewport = pitchWindow.viewport();
      return onBeat && viewport && barlineAt(measures, point, viewport, rows);
    };
    const drop = ({ from, to }: Stroke, barline: MeasureLine | undefined) => {
      const viewport = pitchWindow.viewport();
      if (!viewport) return;
      if (!barline) onAdd?.(drawnNote({ from, to }, viewport, rows));
      else onBeat?.({ tick: barline.tick, seconds: droppedSeconds(bars, to, viewport) });
    };
    const element = canvas.current;
    return listenToGestures(element, {
      scroll: (pixels) => pitchWindow.move((viewport, stage) => scrollBy(viewport, pixels, stage)),
      zoom: (factor, x) =>
        pitchWindow.move((viewport, stage) => zoomAt(viewport, factor, x, stage)),
      hover: (point) => {
        element.style.cursor = point && barlineAtPoint(point) ? 'ew-resize' : '';
        onHover(point && barAtPoint(point));
      },
      tap: (point) => {
        const viewport = pitchWindow.viewport();
        if (!viewport) return;
        const bar = barAtPoint(point);
        const isAdded = onAdd && !bar && point.y <= rows.height;
        if (isAdded) onAdd(drawnNote({ from: point, to: point }, viewport, rows));
        else onTap(secondsAt(viewport, point.x), bar);
      },
      drawsFrom: (point) =>
        barlineAtPoint(point) !== undefined || (onAdd !== undefined && point.y <= rows.height),
      draw: (drawn) => {
        const barline = barlineAtPoint(drawn.from);
        showStroke(stroke.current, drawn, rows, barline ? 'barline' : 'note');
        if (drawn.state === 'done') drop(drawn, barline);
      },
    });
  }, [canvas, pitchWindow, bars, measures, rows, onHover, onTap, onAdd, onBeat, stroke]);
}
