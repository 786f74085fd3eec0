'use client';
import './score.css';
import type { Score } from '@my-pitch/shared/score';
import { type MouseEvent, type Ref, useImperativeHandle, useRef } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { NoteNaming } from './engraving/note-names.ts';
import type { ScoreHandle } from './engraving/score-view.ts';
import { useScoreView } from './use-score-view.ts';

interface ScoreSheetProps {
  readonly score: Score;
  readonly zoom: number;
  readonly naming: NoteNaming | undefined;
  readonly onNote: (elementId: string) => void;
  /** A measure's number was clicked. */
  readonly onMeasure: (index: number) => void;
  readonly ref: Ref<ScoreHandle>;
}

/** The drawn score. Each note is a group whose `data-element` is its element's id. */
export function ScoreSheet({ score, zoom, naming, onNote, onMeasure, ref }: ScoreSheetProps) {
  const { score: texts } = useSongMessages();
  const sheet = useRef<HTMLDivElement>(null);
  const { view, problem } = useScoreView(sheet, score, { zoom, naming });
  useImperativeHandle(
    ref,
    () => ({
      elementOf: (id) => view.current?.elementOf(id),
      rowOf: (id) => view.current?.rowOf(id),
      staffPointAt: (x, y) => view.current?.staffPointAt(x, y),
      windowPointOf: (point) => view.current?.windowPointOf(point),
      rowAt: (tick) => view.current?.rowAt(tick),
    }),
    [view],
  );
  const click = ({ target }: MouseEvent) => {
    const clicked = (target as Element).closest<SVGElement>('[data-element], [data-measure]');
    const { element, measure } = clicked?.dataset ?? {};
    if (element) onNote(element);
    if (measure) onMeasure(Number(measure));
  };
  return (
    <>
      {problem === 'loading' && (
        <p role="status" className="absolute inset-x-0 py-20 text-center text-quiet">
          {texts.drawing}
        </p>
      )}
      {problem === 'failed' && (
        <p role="alert" className="py-20 text-center text-danger">
          {texts.failed}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do the same as clicks here. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above. */}
      <div
        ref={sheet}
        data-testid="score"
        className={problem === 'loading' ? 'min-h-dvh' : undefined}
        onClick={click}
      />
    </>
  );
}
