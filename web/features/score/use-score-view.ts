'use client';
import type { Score } from '@my-pitch/shared/score';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { paperRow } from '../export/paper.ts';
import { loadVexFlow } from './engraving/load-vexflow.ts';
import type { NoteNaming } from './engraving/note-names.ts';
import { ScoreView } from './engraving/score-view.ts';
import { stavesPerRow } from './engraving/staves-per-row.ts';

export interface SheetOptions {
  /** 1 draws a staff 40 CSS pixels high. */
  readonly zoom: number;
  readonly naming?: NoteNaming | undefined;
}

/** `undefined` once the score is shown. */
type Problem = 'loading' | 'failed' | undefined;

/**
 * Shows a score on a sheet, again whenever the score, the sheet's width or the options change. Uses
 * layout effects, because otherwise a frame would be painted without the score.
 */
export function useScoreView(
  sheet: RefObject<HTMLElement | null>,
  score: Score,
  { zoom, naming }: SheetOptions,
) {
  const [problem, setProblem] = useState<Problem>('loading');
  const [view, setView] = useState<ScoreView>();
  const latest = useRef<ScoreView>(undefined);
  useLayoutEffect(() => {
    let created: ScoreView | undefined;
    let isUnmounted = false;
    const create = async () => {
      const vex = await loadVexFlow();
      if (isUnmounted || !sheet.current) return;
      created = new ScoreView(vex, sheet.current);
      latest.current = created;
      setView(created);
    };
    create().catch(() => setProblem('failed'));
    return () => {
      isUnmounted = true;
      latest.current = undefined;
      created?.disconnect();
    };
  }, [sheet]);

  useLayoutEffect(() => {
    const container = sheet.current;
    if (!view || !container) return;
    let shownWidth = 0;
    const show = () => {
      const width = Math.floor(container.clientWidth);
      if (width === shownWidth || width === 0) return;
      shownWidth = width;
      const perRow = stavesPerRow(window.innerWidth / zoom);
      view.show(score, { perRow, width: width / zoom, naming });
      setProblem(undefined);
    };
    const observer = new ResizeObserver(show);
    show();
    observer.observe(container);
    const stopListening = listenToPrinting(
      () => {
        observer.disconnect();
        view.show(score, { ...paperRow, naming });
        view.drawAll();
      },
      () => {
        shownWidth = 0;
        show();
        observer.observe(container);
      },
    );
    return () => {
      observer.disconnect();
      stopListening();
    };
  }, [sheet, view, score, zoom, naming]);
  return { view: latest, problem };
}

function listenToPrinting(before: () => void, after: () => void): () => void {
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}
