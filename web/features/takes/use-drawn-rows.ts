'use client';
import { type RefObject, useEffect } from 'react';

/** Calls back with a box that contains a sheet: at once, and whenever rows are drawn or erased in it. */
export function useDrawnRows(
  box: RefObject<HTMLElement | null>,
  onDrawn: (box: HTMLElement) => void,
): void {
  useEffect(() => {
    const container = box.current;
    if (!container) return;
    onDrawn(container);
    const observer = new MutationObserver((changes) => {
      // Rows and their container are HTML; marks are added within a drawing.
      if (changes.some(({ target }) => target instanceof HTMLElement)) onDrawn(container);
    });
    observer.observe(container, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [box, onDrawn]);
}
