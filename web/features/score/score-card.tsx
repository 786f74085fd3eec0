'use client';
import { type ReactNode, type Ref, useDeferredValue, useId } from 'react';
import { useOpenPanel } from '../../components/open-panel.ts';
import { PointerText } from '../../components/pointer-text.tsx';
import { StrokeIcon } from '../../components/stroke-icon.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { ScoreHandle } from './engraving/score-view.ts';
import { ScoreOptions } from './score-options.tsx';
import { ScoreSheet } from './score-sheet.tsx';
import { ScoreText } from './score-text.tsx';
import { useNaming } from './use-naming.ts';
import { usePageDetails } from './use-page-details.ts';
import type { ReadScore } from './use-reading.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

interface ScoreCardProps {
  readonly read: ReadScore;
  readonly onNote: (elementId: string) => void;
  readonly onMeasure: (index: number) => void;
  /** Whether a click on a note seeks to it; false while the score is edited. */
  readonly isHeard: boolean;
  /** More options, below the others. */
  readonly moreOptions?: ReactNode;
  readonly ref: Ref<ScoreHandle>;
}

/** The score and its display options. */
export function ScoreCard({ read, onNote, onMeasure, isHeard, moreOptions, ref }: ScoreCardProps) {
  const { score: texts } = useSongMessages();
  const options = useOpenPanel('score-options', '[data-score-options]');
  const optionsId = useId();
  const naming = useNaming(read.reading.naming);
  // Controls respond at once; the sheet is redrawn after them.
  const drawn = {
    score: useDeferredValue(read.shown),
    zoom: useDeferredValue(read.reading.zoom),
    naming: useDeferredValue(naming),
  };
  return (
    <section
      className="card print-score relative px-[8px] py-4 max-sm:-mx-[8px] sm:px-6"
      aria-label={texts.label}
    >
      <div data-folds="" className="no-print flex flex-wrap items-center justify-between gap-2">
        <button
          type="button"
          className="button button-quiet max-sm:px-3"
          data-score-options=""
          aria-expanded={options.isOpen}
          aria-controls={optionsId}
          onClick={options.toggle}
        >
          {texts.options}
        </button>
        {isHeard && <NoteHint className="flex-1 px-4 text-center max-md:hidden" />}
        <div className="flex items-center sm:gap-1">
          <PrintButton />
          <ZoomButtons read={read} />
        </div>
      </div>
      <div id={optionsId} className="no-print" data-score-options="" hidden={!options.isOpen}>
        {options.isOpen && <ScoreOptions read={read} />}
        {options.isOpen && moreOptions}
      </div>
      <PrintHeading read={read} />
      <ScoreSheet ref={ref} {...drawn} onNote={onNote} onMeasure={onMeasure} />
      {isHeard && <NoteHint className="md:hidden" />}
      <ScoreText score={read.shown} />
    </section>
  );
}

/** What paper says above the first row. */
function PrintHeading({ read }: { read: ReadScore }) {
  const { tempo, part, date } = usePageDetails(read);
  return (
    <header className="print-only">
      <h2>{read.shown.title}</h2>
      <p>
        <span>{tempo}</span>
        <span>{part}</span>
        <span>{date}</span>
      </p>
    </header>
  );
}

const printerPath = 'M7 8V3h10v5M7 17H4v-9h16v9h-3M7 14h10v7H7z';

function PrintButton() {
  const { score: texts } = useSongMessages();
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={texts.print}
      title={texts.print}
      onClick={() => window.print()}
    >
      <StrokeIcon path={printerPath} />
    </button>
  );
}

/** Explains the gestures on the sheet. */
function NoteHint({ className }: { className: string }) {
  const { player: texts } = useSongMessages();
  return (
    <p className={`no-print text-sm text-quiet ${className}`}>
      <PointerText mouse={texts.hint} touch={texts.hintTouch} />
    </p>
  );
}
