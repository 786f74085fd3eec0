'use client';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useFrames } from '../player/use-frames.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { revealRow } from './reveal-row.ts';

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
