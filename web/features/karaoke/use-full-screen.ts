'use client';
import { type RefObject, useEffect } from 'react';

/**
 * Shows an element on the whole screen while it is mounted, where the browser can and allows it.
 * @param onLeave called when the user leaves the full screen, as with Escape: the browser keeps that key.
 */
export function useFullScreen(element: RefObject<HTMLElement | null>, onLeave: () => void): void {
  useEffect(() => {
    const shown = element.current;
    if (!shown?.requestFullscreen) return;
    let wasFull = false;
    const change = () => {
      const isFull = document.fullscreenElement === shown;
      if (wasFull && !isFull) onLeave();
      wasFull = isFull;
    };
    document.addEventListener('fullscreenchange', change);
    shown.requestFullscreen({ navigationUI: 'hide' }).catch(() => undefined);
    return () => {
      document.removeEventListener('fullscreenchange', change);
      if (document.fullscreenElement === shown) document.exitFullscreen().catch(() => undefined);
    };
  }, [element, onLeave]);
}
