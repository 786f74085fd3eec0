import { type RefObject, useEffect } from 'react';
import {
  coveredFrom,
  presentWindow,
  scrollToReveal,
  type ToolbarAnchor,
} from './position-toolbar.ts';

/** Scrolls a row into view, clear of what covers the window: the pitch view, the player and the toolbar. */
export function revealRow(row: Element | undefined): void {
  if (row) revealBox(row.getBoundingClientRect());
}

function revealBox(row: Pick<DOMRect, 'top' | 'bottom'>): void {
  const cover = document.querySelector('[data-covers-top]')?.getBoundingClientRect().bottom ?? 0;
  const toolbar = document.querySelector<HTMLElement>('[data-edit-toolbar]')?.offsetHeight ?? 0;
  const distance = scrollToReveal(row, cover, coveredFrom(presentWindow(), toolbar));
  if (distance !== 0) window.scrollBy({ top: distance });
}

/** Keeps the row of a toolbar clear of it when it grows: some of its tools are loaded later. */
export function useClearRow(
  toolbar: RefObject<HTMLElement | null>,
  anchor: () => ToolbarAnchor | undefined,
): void {
  useEffect(() => {
    if (!toolbar.current) return;
    const observer = new ResizeObserver(() => {
      const row = anchor()?.row;
      if (row) revealBox(row);
    });
    observer.observe(toolbar.current);
    return () => observer.disconnect();
  }, [toolbar, anchor]);
}
