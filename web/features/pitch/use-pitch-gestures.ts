'use client';
import { type RefObject, useEffect } from 'react';
import { findBar } from './find-bar.ts';
import { listenToGestures, type Place } from './gestures.ts';
import type { NoteBar } from './note-bars.ts';
import type { PitchRows } from './pitch-rows.ts';
import type { PitchWindow } from './use-pitch-window.ts';
import { scrollBy, secondsAt, zoomAt } from './viewport.ts';

interface PitchGestures {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly window: PitchWindow;
  readonly bars: readonly NoteBar[];
  readonly rows: PitchRows;
  /** A note that the pointer is on. */
  readonly onHover: (bar: NoteBar | undefined) => void;
  /** A tap: on a note, or between notes. */
  readonly onTap: (seconds: number, bar: NoteBar | undefined) => void;
}

/** Turns drags, wheels, pinches and taps on the canvas into moves of the window, hovers and taps. */
export function usePitchGestures(options: PitchGestures): void {
  const { canvas, window: pitchWindow, bars, rows, onHover, onTap } = options;
  useEffect(() => {
    if (!canvas.current) return;
    const barAtPlace = (place: Place) => {
      const viewport = pitchWindow.viewport();
      return viewport && findBar(bars, place, viewport, rows);
    };
    return listenToGestures(canvas.current, {
      scroll: (pixels) => pitchWindow.move((viewport, stage) => scrollBy(viewport, pixels, stage)),
      zoom: (factor, x) =>
        pitchWindow.move((viewport, stage) => zoomAt(viewport, factor, x, stage)),
      hover: (place) => onHover(place && barAtPlace(place)),
      tap: (place) => {
        const viewport = pitchWindow.viewport();
        if (viewport) onTap(secondsAt(viewport, place.x), barAtPlace(place));
      },
    });
  }, [canvas, pitchWindow, bars, rows, onHover, onTap]);
}
