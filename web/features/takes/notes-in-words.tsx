'use client';
import type { Score } from '@my-pitch/shared/score';
import { useState } from 'react';
import { gradedMeasures } from './graded-measures.ts';
import type { NoteGrade } from './note-grade.ts';
import { useTakesTexts } from './use-takes-texts.ts';

interface NotesInWordsProps {
  readonly score: Score;
  readonly grades: ReadonlyMap<number, NoteGrade>;
}

/** How each note was sung, in words, for those who do not see the score. */
export function NotesInWords({ score, grades }: NotesInWordsProps) {
  const texts = useTakesTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="text-quiet" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="flex min-h-11 items-center text-sm underline underline-offset-4">
        {texts.notesInWords}
      </summary>
      {isOpen && (
        <ol className="grid gap-2 py-2 text-ink" data-testid="notes-in-words">
          {gradedMeasures(score, grades, (grade) => texts.grades[grade]).map(
            ({ number, notes }) => (
              <li key={number}>
                <b className="font-semibold">{texts.measure(number)}:</b> {notes}
              </li>
            ),
          )}
        </ol>
      )}
    </details>
  );
}
