'use client';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useFrames } from '../player/use-frames.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { coveredFrom, presentWindow, scrollToReveal } from './position-toolbar.ts';

/**
 * Marks the symbols of the selected note on the sheet, and scrolls a newly selected note into view. It
 * checks every frame, since rows may be redrawn at any time.
 */
export function useSelectedMark(
  sheet: RefObject<ScoreHandle | null>,
  elementIds: readonly string[],
): void {
  const marked = useRef<readonly (SVGElement | undefined)[]>([]);
  const first = elementIds[0];
  useEffect(() => {
    if (first === undefined) return;
    revealRow(sheet.current?.rowOf(first) ?? sheet.current?.elementOf(first));
  }, [sheet, first]);
  useFrames(
    useCallback(() => {
      const found = elementIds.map((id) => sheet.current?.elementOf(id));
      const isSame =
        found.length === marked.current.length &&
        found.every((element, i) => element === marked.current[i]);
      if (isSame) return;
      for (const element of marked.current) element?.classList.remove('is-selected');
      for (const element of found) element?.classList.add('is-selected');
      marked.current = found;
    }, [sheet, elementIds]),
  );
  useEffect(
    () => () => {
      for (const element of marked.current) element?.classList.remove('is-selected');
    },
    [],
  );
}

/** Scrolls a row into view, clear of what covers the window: the pitch view, the player and the toolbar. */
export function revealRow(row: Element | undefined): void {
  if (!row) return;
  const cover = document.querySelector('[data-covers-top]')?.getBoundingClientRect().bottom ?? 0;
  const toolbar = document.querySelector<HTMLElement>('[data-edit-toolbar]')?.offsetHeight ?? 0;
  const bottom = coveredFrom(presentWindow(), toolbar);
  const distance = scrollToReveal(row.getBoundingClientRect(), cover, bottom);
  if (distance !== 0) window.scrollBy({ top: distance });
}
