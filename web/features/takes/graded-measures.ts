import type { Score } from '@my-pitch/shared/score';
import { pitchName } from '../pitch/pitch-name.ts';
import type { NoteGrade } from './note-grade.ts';

/** How the notes of a measure were sung, in words; `number` is the printed one. */
export interface GradedMeasure {
  readonly number: number;
  readonly notes: string;
}

/** The measures with compared notes. Tied notes are said once. */
export function gradedMeasures(
  score: Score,
  grades: ReadonlyMap<number, NoteGrade>,
  gradeText: (grade: NoteGrade) => string,
): readonly GradedMeasure[] {
  return score.measures.flatMap(({ number, elements }) => {
    const notes = elements.flatMap((element) => {
      if (element.kind === 'rest' || element.tiedFromPrevious) return [];
      const grade = grades.get(element.sungNote);
      if (grade === undefined || grade === 'not-compared') return [];
      return [`${pitchName(element.pitch)} ${gradeText(grade)}`];
    });
    return notes.length === 0 ? [] : [{ number, notes: notes.join(', ') }];
  });
}
