'use client';
import type { Score } from '@my-pitch/shared/score';
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import { elementId } from '../score/engraving/element-id.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { bandIn, type Extent, type Section, sectionOf } from './loop-band.ts';
import type { Loop } from './song-player.ts';
import type { TimelineEntry } from './timeline.ts';
import { useFrames } from './use-frames.ts';
import './player.css';

interface LoopMarkOptions {
  readonly sheet: RefObject<ScoreHandle | null>;
  readonly score: Score;
  readonly timeline: readonly TimelineEntry[];
  readonly loop: Loop | undefined;
}

/** Shades the loop on the sheet, one stretch in each row. Checks every frame, because rows may be redrawn at any time. */
export function useLoopMark({ sheet, score, timeline, loop }: LoopMarkOptions): void {
  /** The bands that were drawn, by the drawing that they are in. */
  const bands = useRef(new Map<Element, Element | undefined>());
  const section = useMemo(() => loop && sectionOf(score, timeline, loop), [score, timeline, loop]);
  useFrames(
    useCallback(() => {
      if (!section) return;
      for (let measure = section.first.measure; measure <= section.last.measure; measure += 1) {
        const drawing = sheet.current?.rowOf(elementId(measure, 0))?.firstElementChild;
        if (!drawing || bands.current.has(drawing)) continue;
        bands.current.set(drawing, drawBand(drawing, section));
      }
    }, [sheet, section]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bands of the previous loop are removed.
  useEffect(
    () => () => {
      for (const band of bands.current.values()) band?.remove();
      bands.current.clear();
    },
    [section],
  );
}

function drawBand(drawing: Element, section: Section): Element | undefined {
  const band = bandIn(extentsIn(drawing), section);
  if (!band) return undefined;
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  rect.setAttribute('class', 'loop-band');
  rect.setAttribute('x', String(band.x));
  rect.setAttribute('width', String(band.width));
  rect.setAttribute('height', '100%');
  drawing.prepend(rect);
  return rect;
}

function extentsIn(drawing: Element) {
  const measures = new Map<number, Extent>();
  for (const { dataset } of drawing.querySelectorAll<SVGElement>('[data-measure]')) {
    measures.set(Number(dataset.measure), { x: Number(dataset.x), width: Number(dataset.width) });
  }
  const notes = new Map<string, Extent>();
  for (const note of drawing.querySelectorAll<SVGElement>('[data-element]')) {
    const target = note.querySelector('.note-target');
    const read = (name: string) => Number(target?.getAttribute(name) ?? 0);
    notes.set(note.dataset.element ?? '', { x: read('x'), width: read('width') });
  }
  return { measures, notes };
}
