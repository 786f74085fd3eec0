import './graded-score.css';
import { gradeShapes } from './mark-notes.ts';
import type { NoteGrade } from './note-grade.ts';

/** The shape of a grade; a dot for right notes. */
export function GradeMark({ grade }: { grade: NoteGrade }) {
  const path = gradeShapes[grade] || 'M-.8 0A.8 .8 0 1 0 .8 0A.8 .8 0 1 0 -.8 0Z';
  return (
    <span className="graded-score inline-flex">
      <svg viewBox="-1.2 -1.2 2.4 2.4" aria-hidden="true" className="size-3" data-grade={grade}>
        <path d={path} fill="currentColor" />
      </svg>
    </span>
  );
}
