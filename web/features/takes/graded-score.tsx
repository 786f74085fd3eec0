'use client';
import './graded-score.css';
import type { Score } from '@my-pitch/shared/score';
import { type MouseEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import { elementId } from '../score/engraving/element-id.ts';
import type { ScoreHandle } from '../score/engraving/score-view.ts';
import { loadHabits } from '../score/reading-habits.ts';
import { ScoreSheet } from '../score/score-sheet.tsx';
import { shownScore } from '../score/transposing/shown-score.ts';
import { asSung } from '../score/transposing/transposition.ts';
import { GradeLegend } from './grade-legend.tsx';
import { areMarksAbove, gradeShapes, markDrawnNotes, sungNotesById } from './mark-notes.ts';
import type { NoteGrade } from './note-grade.ts';
import { NotesInWords } from './notes-in-words.tsx';
import { useDrawnRows } from './use-drawn-rows.ts';
import { useTakesTexts } from './use-takes-texts.ts';

interface GradedScoreProps {
  /** The original's. */
  readonly score: Score;
  /** How much higher the take was sung: the score is written in the take's key. */
  readonly semitones: number;
  /** By the index of the sung note. */
  readonly grades: ReadonlyMap<number, NoteGrade>;
  /** The sung note that is scrolled to. */
  readonly shownNote: number | undefined;
  readonly onNote: (sungNote: number) => void;
}

const nothing = () => undefined;

/** The original's score in the take's key, each note coloured and marked by how it was sung. */
export function GradedScore({ score, semitones, grades, shownNote, onNote }: GradedScoreProps) {
  const texts = useTakesTexts();
  const shown = useMemo(() => shownScore(score, { ...asSung, semitones }), [score, semitones]);
  const sungNotes = useMemo(() => sungNotesById(shown), [shown]);
  const box = useRef<HTMLDivElement>(null);
  const sheet = useRef<ScoreHandle>(null);
  useDrawnRows(
    box,
    useCallback(
      (container: HTMLElement) => {
        const isAbove = areMarksAbove(shown, false);
        markDrawnNotes(container, { sungNotes, grades, shapes: gradeShapes, isAbove });
        // The sheet of the take has the same.
        for (const note of container.querySelectorAll('[data-element]')) {
          note.removeAttribute('data-element');
        }
      },
      [shown, sungNotes, grades],
    ),
  );
  useEffect(() => {
    const measure = score.measures.findIndex(({ elements }) =>
      elements.some((element) => element.kind === 'note' && element.sungNote === shownNote),
    );
    const row = sheet.current?.rowOf(elementId(measure, 0));
    if (row) box.current?.scrollTo({ top: row.offsetTop, behavior: 'smooth' });
  }, [shownNote, score]);
  const click = ({ target }: MouseEvent) => {
    const note = (target as Element).closest<SVGElement>('[data-sung-note]');
    if (note) onNote(Number(note.dataset.sungNote));
  };
  return (
    <div className="min-w-0">
      <h3 className="font-semibold">{texts.noteByNote}</h3>
      <p className="text-sm text-quiet">{texts.noteByNoteHint}</p>
      <GradeLegend />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the phrases play the same, and have keys. */}
      <section
        ref={box}
        aria-label={texts.noteByNote}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which needs the arrow keys.
        tabIndex={0}
        className="graded-score relative mt-2 max-h-[24rem] overflow-y-auto overscroll-contain rounded-xl border border-line p-2"
        onClick={click}
      >
        <ScoreSheet
          ref={sheet}
          score={shown}
          zoom={loadHabits().zoom}
          naming={undefined}
          onNote={nothing}
          onMeasure={nothing}
        />
      </section>
      <NotesInWords score={shown} grades={grades} />
    </div>
  );
}
