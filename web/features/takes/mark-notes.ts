import { versesOf } from '@my-pitch/shared/lyrics/sung-words';
import type { Score } from '@my-pitch/shared/score';
import { elementId } from '../score/engraving/element-id.ts';
import type { NoteGrade } from './note-grade.ts';

/** The shape at a note that is not right: two units wide and high, around the origin. */
export const gradeShapes: Readonly<Record<NoteGrade, string>> = {
  right: '',
  sharp: 'M-1 .9L0 -.9L1 .9Z',
  flat: 'M-1 -.9H1L0 .9Z',
  late: 'M-.9 -1L.9 0L-.9 1Z',
  early: 'M.9 -1L-.9 0L.9 1Z',
  length: 'M-1 -.3H1V.3H-1Z',
  wrong: 'M-.9 -.6L-.6 -.9L0 -.3L.6 -.9L.9 -.6L.3 0L.9 .6L.6 .9L0 .3L-.6 .9L-.9 .6L-.3 0Z',
  missed: 'M-1 0A1 1 0 1 0 1 0A1 1 0 1 0 -1 0M-.6 0A.6 .6 0 1 1 .6 0A.6 .6 0 1 1 -.6 0Z',
  'not-compared': '',
};

/** The sung note of each written note, by its element's id. */
export function sungNotesById(score: Score): ReadonlyMap<string, number> {
  return new Map(
    score.measures.flatMap(({ elements }, measure) =>
      elements.flatMap((element, index) =>
        element.kind === 'note' ? [[elementId(measure, index), element.sungNote] as const] : [],
      ),
    ),
  );
}

const svgNamespace = 'http://www.w3.org/2000/svg';
const markSize = 5.5;
/** Of a note's target: from its left edge to the middle of the head. */
const headOffset = 13;
/** From the middle of a target, which is that of the staff, to under the staff. */
const underStaff = 26;
/** From there to a shape above the staff: over the stem of a note in it, and under the chords. */
const aboveStaff = 38;

/** Which shapes notes are marked with, and where. */
export interface MarkStyle {
  readonly shapes: Readonly<Record<NoteGrade, string>>;
  /** Above the staff if there is text under it. */
  readonly isAbove: boolean;
}

interface Marking extends MarkStyle {
  /** The sung note of each written note; see {@link sungNotesById}. */
  readonly sungNotes: ReadonlyMap<string, number>;
  readonly grades: ReadonlyMap<number, NoteGrade>;
}

/** Whether marks belong above the staff. @param hasNames whether the notes' names are under it. */
export function areMarksAbove(score: Score, hasNames: boolean): boolean {
  return hasNames || versesOf(score).length > 0;
}

/**
 * Grades the notes that are drawn on a sheet: `data-grade` colours a note, and a shape is drawn under or
 * above it. The drawing loses its ids, because another sheet of the page has the same.
 */
export function markDrawnNotes(sheet: Element, { sungNotes, grades, ...style }: Marking): void {
  for (const element of sheet.querySelectorAll('svg [id]')) element.removeAttribute('id');
  for (const note of sheet.querySelectorAll<SVGGElement>('[data-element], [data-sung-note]')) {
    const { element, sungNote } = note.dataset;
    const index = element === undefined ? Number(sungNote) : sungNotes.get(element);
    if (index === undefined) continue;
    note.dataset.sungNote = String(index);
    gradeNote(note, grades.get(index) ?? 'not-compared', style);
  }
}

/** Grades the drawn notes of one sung note, of which there are several where it is written with ties. */
export function gradeSungNote(
  sheet: Element,
  sungNote: number,
  grade: NoteGrade,
  style: MarkStyle,
): void {
  for (const note of sheet.querySelectorAll<SVGGElement>(`[data-sung-note="${sungNote}"]`)) {
    gradeNote(note, grade, style);
  }
}

function gradeNote(note: SVGGElement, grade: NoteGrade, { shapes, isAbove }: MarkStyle): void {
  if (note.dataset.grade === grade) return;
  note.dataset.grade = grade;
  note.querySelector('.grade-shape')?.remove();
  if (shapes[grade] !== '') drawShape(note, shapes[grade], isAbove);
}

function drawShape(note: SVGGElement, path: string, isAbove: boolean): void {
  const target = note.querySelector<SVGRectElement>('.note-target');
  const head = note.querySelector<SVGPathElement>('path');
  if (!target || !head) return;
  const read = (name: string) => Number(target.getAttribute(name));
  const { y, height } = head.getBBox();
  const x = read('x') + headOffset;
  const middle = read('y') + read('height') / 2;
  const markY = isAbove
    ? Math.min(y - 2 * markSize, middle - aboveStaff)
    : Math.max(y + height, middle + underStaff) + 2 * markSize;
  const shape = document.createElementNS(svgNamespace, 'path');
  shape.setAttribute('class', 'grade-shape');
  shape.setAttribute('d', path);
  shape.setAttribute('transform', `translate(${x} ${markY}) scale(${markSize})`);
  note.append(shape);
}
