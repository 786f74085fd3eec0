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

type Trouble = 'loading' | 'failed' | undefined;

/**
 * Shows a score on a sheet, anew whenever it, the sheet's width or the way of reading changes. In layout
 * effects: there is nothing to see before, and a frame would be painted without the score.
 */
export function useScoreView(
  sheet: RefObject<HTMLElement | null>,
  score: Score,
  { zoom, naming }: SheetOptions,
) {
  const [trouble, setTrouble] = useState<Trouble>('loading');
  const [view, setView] = useState<ScoreView>();
  const latest = useRef<ScoreView>(undefined);
  useLayoutEffect(() => {
    let created: ScoreView | undefined;
    let isGone = false;
    const create = async () => {
      const vex = await loadVexFlow();
      if (isGone || !sheet.current) return;
      created = new ScoreView(vex, sheet.current);
      latest.current = created;
      setView(created);
    };
    create().catch(() => setTrouble('failed'));
    return () => {
      isGone = true;
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
      setTrouble(undefined);
    };
    const observer = new ResizeObserver(show);
    show();
    observer.observe(container);
    const unlistenPrinting = listenToPrinting(
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
      unlistenPrinting();
    };
  }, [sheet, view, score, zoom, naming]);
  return { view: latest, trouble };
}

function listenToPrinting(before: () => void, after: () => void): () => void {
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}
