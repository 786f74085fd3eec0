import type { Measure, Score } from '@my-pitch/shared/score';
import { elementId } from './element-id.ts';
import type { RowLayout } from './lay-out-rows.ts';
import { middleLine, staffHeight } from './staff-extent.ts';

/** A point on the staff. */
export interface StaffPoint {
  /** Fractional. */
  readonly tick: number;
  /** The line or space, counted from C0: 7 an octave. */
  readonly position: number;
}

/** A point on the staff in the window, in CSS pixels. */
export interface WindowPoint {
  readonly x: number;
  readonly y: number;
  /** The height of a staff space. */
  readonly spacePixels: number;
}

/** Where a tick is drawn, in the drawing's units. */
export interface TickMark {
  readonly tick: number;
  readonly x: number;
}

interface DrawnRow {
  readonly layout: RowLayout;
  readonly element: HTMLElement;
}

const stepHeight = 5;
/** From the left of a note's touch target to its head; see `mark-notes.ts`. */
const targetMargin = 7;
/** Points farther from the staff's outer lines, in staff spaces, are between rows. */
const maxLedgers = 6;

/** The tick at a horizontal position, between the marks around it. */
export function tickAtX(marks: readonly TickMark[], x: number): number | undefined {
  return interpolate(marks, 'x', 'tick', x);
}

/** The horizontal position of a tick. */
export function xAtTick(marks: readonly TickMark[], tick: number): number | undefined {
  return interpolate(marks, 'tick', 'x', tick);
}

function interpolate(
  marks: readonly TickMark[],
  from: keyof TickMark,
  to: keyof TickMark,
  value: number,
): number | undefined {
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last) return undefined;
  if (value <= first[from]) return first[to];
  if (value >= last[from]) return last[to];
  const later = marks.findIndex((mark) => mark[from] > value);
  const [start, end] = [marks[later - 1], marks[later]];
  if (!start || !end) return undefined;
  const share = (value - start[from]) / (end[from] - start[from]);
  return start[to] + share * (end[to] - start[to]);
}

/** The staff point at a point of the window, in a drawn row; `undefined` left of the notes and far from the staff. */
export function staffPointIn(
  row: DrawnRow,
  score: Score,
  point: { readonly x: number; readonly y: number },
): StaffPoint | undefined {
  const svg = row.element.querySelector('svg');
  const matrix = svg?.getScreenCTM();
  if (!svg || !matrix) return undefined;
  const { x, y } = new DOMPoint(point.x, point.y).matrixTransform(matrix.inverse());
  const above = row.layout.staffTop + staffHeight / 2 - y;
  const marks = tickMarks(svg, score, row.layout);
  const start = marks[0];
  const isNear = Math.abs(above) <= staffHeight / 2 + 2 * stepHeight * maxLedgers;
  const tick = tickAtX(marks, x);
  if (!isNear || !start || x < start.x - 3 * targetMargin || tick === undefined) return undefined;
  return { tick, position: middleLine[score.clef] + Math.round(above / stepHeight) };
}

/** Where a staff point of a drawn row is in the window. */
export function windowPointIn(
  row: DrawnRow,
  score: Score,
  { tick, position }: StaffPoint,
): WindowPoint | undefined {
  const svg = row.element.querySelector('svg');
  const matrix = svg?.getScreenCTM();
  const x = svg ? xAtTick(tickMarks(svg, score, row.layout), tick) : undefined;
  if (!matrix || x === undefined) return undefined;
  const steps = middleLine[score.clef] - position;
  const y = row.layout.staffTop + staffHeight / 2 + steps * stepHeight;
  const drawn = new DOMPoint(x, y).matrixTransform(matrix);
  return { x: drawn.x, y: drawn.y, spacePixels: 2 * stepHeight * matrix.a };
}

/** Reading the drawing is slow, and a drawing does not change. */
const marksOfDrawing = new WeakMap<SVGSVGElement, readonly TickMark[]>();

function tickMarks(svg: SVGSVGElement, score: Score, layout: RowLayout): readonly TickMark[] {
  const known = marksOfDrawing.get(svg);
  if (known) return known;
  const marks = readMarks(svg, score, layout);
  marksOfDrawing.set(svg, marks);
  return marks;
}

function readMarks(svg: SVGSVGElement, score: Score, layout: RowLayout): readonly TickMark[] {
  const drawn = [...svg.querySelectorAll<SVGGElement>('.measure-number')];
  const marks: TickMark[] = [];
  for (let index = 0; index < layout.measureCount; index++) {
    const measure = score.measures[layout.firstMeasure + index];
    const place = drawn[index]?.dataset;
    if (!measure || !place) break;
    const right = Number(place.x) + Number(place.width);
    marks.push(...marksOf(svg, measure, layout.firstMeasure + index, right));
    if (index === layout.measureCount - 1) {
      marks.push({ tick: measure.startTick + measure.lengthTicks, x: right });
    }
  }
  return marks;
}

function marksOf(
  svg: SVGSVGElement,
  { elements }: Measure,
  measureIndex: number,
  right: number,
): TickMark[] {
  return elements.flatMap((element, index) => {
    const id = elementId(measureIndex, index);
    const group = svg.querySelector<SVGGElement>(`[data-element="${id}"], #vf-${id}`);
    if (!group) return [];
    const target = group.querySelector('.note-target')?.getAttribute('x');
    const box = group.getBBox();
    const middle = box.x + box.width / 2;
    const isCentred = element.kind === 'rest' && element.fillsMeasure;
    const x = target ? Number(target) + targetMargin : isCentred ? 2 * middle - right : box.x;
    return [{ tick: element.startTick, x }];
  });
}
