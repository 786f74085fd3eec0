import { clearBaseline, type Obstacle } from './number-place.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
/** In VexFlow's units: 6.5 points on paper. */
const fontSize = 13;
/** From the staff's top line up to the baseline: clear of the clef. */
const baselineGap = 17;
const target = { width: 44, aboveBaseline: 27, height: 34 };

/** A measure as it is drawn in a row, in the row's units. */
export interface DrawnMeasure {
  /** Its index in the score. */
  readonly index: number;
  /** As printed; 0 for a pickup, which has no number. */
  readonly number: number;
  readonly x: number;
  readonly width: number;
}

/** A measure with the place of its number. */
export interface NumberedMeasure extends DrawnMeasure {
  /** The baseline of its number: higher where a note is. */
  readonly baseline: number;
}

/**
 * Places the numbers of a row's measures.
 * @param obstacles the symbols beside the barlines.
 */
export function placeNumbers(
  measures: readonly DrawnMeasure[],
  obstacles: readonly Obstacle[],
  staffTop: number,
): readonly NumberedMeasure[] {
  return measures.map((measure, place) => {
    const width = digitWidth * fontSize * String(measure.number).length;
    const left = measure.x - (place === 0 ? 0 : width / 2);
    const box = { left, right: left + width, baseline: staffTop - baselineGap };
    return { ...measure, baseline: clearBaseline(box, obstacles) };
  });
}

/**
 * Prints a number above each barline, and above the clef for the first measure of the row. Each is in a
 * group with the measure's index as `data-measure` and its place as `data-x` and `data-width`, and has
 * a touch target.
 */
export function numberMeasures(svg: SVGSVGElement, measures: readonly NumberedMeasure[]): void {
  for (const [place, measure] of measures.entries()) {
    const { index, number, x, width, baseline } = measure;
    const group = create('g', { class: 'measure-number' });
    Object.assign(group.dataset, { measure: index, x, width });
    if (number > 0) {
      const isFirst = place === 0;
      group.append(
        create('rect', {
          class: 'measure-target',
          x: isFirst ? 0 : x - target.width / 2,
          y: baseline - target.aboveBaseline,
          width: target.width,
          height: target.height,
        }),
        numberText(number, x, baseline, isFirst ? 'start' : 'middle'),
      );
    }
    svg.append(group);
  }
}

function numberText(number: number, x: number, y: number, anchor: 'start' | 'middle'): SVGElement {
  // Not the attribute `text-anchor`: files are made from x alone.
  const half = anchor === 'middle' ? (digitWidth * fontSize * String(number).length) / 2 : 0;
  const text = create('text', {
    x: x - half,
    y,
    'font-family': 'My Pitch Text',
    'font-size': fontSize,
    stroke: 'none',
  });
  text.textContent = String(number);
  return text;
}

/** Width of a digit of the text font, as a share of its size; all digits have the same. */
const digitWidth = 0.5;

function create<Name extends 'g' | 'rect' | 'text'>(
  name: Name,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
