'use client';
import { GradeMark } from './grade-mark.tsx';
import { noteGrades } from './note-grade.ts';
import { useTakesTexts } from './use-takes-texts.ts';

/** What the colours and shapes of notes mean. */
export function GradeLegend() {
  const texts = useTakesTexts();
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {noteGrades
        .filter((grade) => grade !== 'not-compared')
        .map((grade) => (
          <li key={grade} className="flex items-center gap-1.5">
            <GradeMark grade={grade} />
            {texts.grades[grade]}
          </li>
        ))}
    </ul>
  );
}
