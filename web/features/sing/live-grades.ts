import { gradeShapes } from '../takes/mark-notes.ts';
import type { NoteGrade } from '../takes/note-grade.ts';
import type { LiveVerdict } from './scoring/score-live-take.ts';

/** While someone sings, notes that are right are told from those that are not judged yet by a shape, too. */
export const liveShapes: Readonly<Record<NoteGrade, string>> = {
  ...gradeShapes,
  right: 'M-1 .1L-.65 -.3L-.3 .1L.65 -.95L1 -.6L-.3 .85Z',
};

export function gradeOfVerdict(verdict: LiveVerdict): NoteGrade {
  return verdict === 'in-tune' ? 'right' : verdict;
}
