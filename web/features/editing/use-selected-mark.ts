'use client';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useFrames } from '../player/use-frames.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { scrollToReveal } from './position-toolbar.ts';

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
    const target = sheet.current?.elementOf(first) ?? sheet.current?.rowOf(first);
    if (!target) return;
    const cover = document.querySelector('[data-covers-top]')?.getBoundingClientRect().bottom ?? 0;
    const distance = scrollToReveal(target.getBoundingClientRect(), cover, window.innerHeight);
    if (distance !== 0) window.scrollBy({ top: distance });
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
