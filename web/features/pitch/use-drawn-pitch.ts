'use client';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useFrames } from '../player/use-frames.ts';
import { drawPicture } from './draw-picture.ts';
import type { LivePicture } from './live-picture.ts';
import { type Palette, readPalette } from './palette.ts';
import { gutterWidth, type Picture } from './picture.ts';
import type { PitchWindow } from './use-pitch-window.ts';
import { followTime, xOf } from './viewport.ts';

type Shown = Omit<Picture, 'viewport' | 'plotWidth' | 'palette' | 'live'>;

interface DrawnPitchOptions {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly playhead: RefObject<HTMLDivElement | null>;
  readonly window: PitchWindow;
  readonly shown: Shown;
  readonly position: () => number;
  readonly isPlaying: boolean;
  /** What is being sung now; changes its identity when it changes. */
  readonly live?: (() => LivePicture | undefined) | undefined;
}

/** Draws the pitch view in frames in which it has changed, and moves the playhead every frame. */
export function useDrawnPitch(options: DrawnPitchOptions): void {
  const { canvas, playhead, window: pitchWindow, shown, position, isPlaying, live } = options;
  const palette = usePalette(canvas);
  const drawn = useRef<Picture>(undefined);
  useResize(canvas, pitchWindow);
  useFrames(
    useCallback(() => {
      const element = canvas.current;
      const seconds = position();
      if (isPlaying && pitchWindow.isFollowing) {
        pitchWindow.follow((viewport, stage) => followTime(viewport, seconds, stage));
      }
      const viewport = pitchWindow.viewport();
      if (!element || !viewport || !palette) return;
      const plotWidth = pitchWindow.stage().width;
      const picture = { ...shown, viewport, plotWidth, palette, live: live?.() };
      if (!drawn.current || isChanged(drawn.current, picture)) {
        drawPicture(element, picture, window.devicePixelRatio);
        drawn.current = picture;
      }
      placePlayhead(playhead.current, xOf(viewport, seconds), plotWidth);
    }, [canvas, playhead, pitchWindow, shown, position, isPlaying, palette, live]),
  );
}

function placePlayhead(playhead: HTMLElement | null, x: number, plotWidth: number): void {
  if (!playhead) return;
  playhead.style.transform = `translateX(${gutterWidth + x}px)`;
  playhead.style.visibility = x >= -1 && x <= plotWidth ? 'visible' : 'hidden';
}

function useResize(canvas: RefObject<HTMLCanvasElement | null>, pitchWindow: PitchWindow): void {
  const { resize } = pitchWindow;
  useEffect(() => {
    const frame = canvas.current?.parentElement;
    if (!frame) return;
    const observer = new ResizeObserver(() => {
      resize(Math.max(1, Math.floor(frame.clientWidth) - gutterWidth));
    });
    observer.observe(frame);
    return () => observer.disconnect();
  }, [canvas, resize]);
}

function isChanged(before: Picture, now: Picture): boolean {
  return (Object.keys(now) as (keyof Picture)[]).some((key) => before[key] !== now[key]);
}

/** The palette of an element, read again when the page changes between light and dark. */
function usePalette(element: RefObject<Element | null>): Palette | undefined {
  const [palette, setPalette] = useState<Palette>();
  useEffect(() => {
    const read = () => {
      if (element.current) setPalette(readPalette(element.current));
    };
    read();
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', read);
    return () => scheme.removeEventListener('change', read);
  }, [element]);
  return palette;
}
