import type { Stave } from 'vexflow/core';
import { printChords } from '../../chords/print-chords.ts';
import { printWords } from '../../lyrics/print-words.ts';
import { type BuiltMeasure, buildMeasure } from './build-measure.ts';
import { fitText } from './fit-text.ts';
import type { RowLayout } from './lay-out-rows.ts';
import type { VexFlowModule } from './load-vexflow.ts';
import { addTargets, groupNotes } from './mark-notes.ts';
import {
  type DrawnMeasure,
  type NumberedMeasure,
  numberMeasures,
  placeNumbers,
} from './measure-numbers.ts';
import { measureWidth } from './measure-text.ts';
import { notesAtBarlines, tiesAbove } from './number-place.ts';
import type { PlannedMeasure } from './plan-row.ts';
import { RowContext } from './row-context.ts';
import { shareRowWidth } from './row-widths.ts';
import { tiePath, tiesOf } from './ties.ts';

/** Room at the row's ends for symbols that reach beyond the staff. */
const margin = 6;
/** From the top of VexFlow's stave box to its first line. */
const staveHeadroom = 40;
/** Between clef or signatures and the first note's room; more where a tie from the row above begins. */
const signatureClearance = 8;
const tieClearance = 20;
const nameSize = 9.5;
const nameGap = 2;
/** Names shrink where notes are crowded, down to this legible scale. */
const minNameScale = 0.65;

export interface RowDrawing {
  readonly plans: readonly PlannedMeasure[];
  readonly layout: RowLayout;
  readonly perRow: number;
  /** In VexFlow's units. */
  readonly width: number;
  /** The name to print under a note; absent to print no names. */
  readonly nameOf?: (measure: PlannedMeasure, index: number) => string | undefined;
}

/** Draws one row of measures at once: see {@link drawRowInSteps}. */
export function drawRow(vex: VexFlowModule, drawing: RowDrawing): SVGSVGElement {
  const steps = drawRowInSteps(vex, drawing);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Draws one row of measures as an SVG with the planned height and the row's width. If the measures
 * need more width, the view box is larger and they appear smaller. Works outside the document. Yields
 * after each measure, so that drawing can be spread over frames.
 */
export function* drawRowInSteps(
  vex: VexFlowModule,
  drawing: RowDrawing,
): Generator<void, SVGSVGElement> {
  const { context, measures, width } = yield* engraveInSteps(vex, drawing, measureWidth);
  const svg = context.toSvg(width, drawing.layout.height);
  numberMeasures(svg, measures);
  return svg;
}

interface EngravedRow {
  readonly context: RowContext;
  readonly measures: readonly NumberedMeasure[];
  readonly width: number;
}

/**
 * Places a row's symbols without making elements, which needs no document.
 * @param measure width of a text that is no symbol.
 */
export function* engraveInSteps(
  vex: VexFlowModule,
  drawing: RowDrawing,
  measure: typeof measureWidth,
): Generator<void, EngravedRow> {
  const { plans, layout, width } = drawing;
  const built: BuiltMeasure[] = [];
  for (const plan of plans) {
    built.push(buildMeasure(vex, plan));
    yield;
  }
  const staves = built.map(({ plan }) => prepareStave(vex, plan, layout));
  const widths = measureWidths(built, staves, drawing);
  const drawnWidth = Math.max(
    width,
    widths.reduce((sum, each) => sum + each, 2 * margin),
  );
  const context = new RowContext(measure);
  const measures: DrawnMeasure[] = [];
  let x = margin;
  for (const [index, part] of built.entries()) {
    const stave = staves[index] as Stave;
    stave.setX(x).setWidth(widths[index] as number);
    if (index === 0) stave.setNoteStartX(stave.getNoteStartX() + clearanceOf(plans));
    placeTempo(vex, stave);
    stave.setContext(context).draw();
    drawNotes(context, part, stave);
    if (drawing.nameOf) printNames(part, context, layout, drawing.nameOf);
    const place = { index: layout.firstMeasure + index, number: part.plan.number, x };
    measures.push({ ...place, width: widths[index] as number });
    x += widths[index] as number;
    yield;
  }
  printRowChords(built, staves, context, { baseline: layout.chordsBaseline, right: x });
  printRowWords(built, context, { layout, left: staves[0]?.getNoteStartX() ?? margin, right: x });
  const notesStart = (staves[0]?.getNoteStartX() ?? margin) - clearanceOf(plans);
  const ties = tiesOf(built, notesStart, x);
  for (const tie of ties) context.addPath(tiePath(tie));
  const obstacles = [...built.flatMap(notesAtBarlines), ...tiesAbove(ties)];
  const numbered = placeNumbers(measures, obstacles, layout.staffTop);
  return { context, measures: numbered, width: drawnWidth };
}

function clearanceOf(plans: readonly PlannedMeasure[]): number {
  const first = plans[0]?.elements[0]?.element;
  return first?.kind === 'note' && first.tiedFromPrevious ? tieClearance : signatureClearance;
}

/** Moves a tempo from the first note, where VexFlow writes it, to the time signature. */
function placeTempo(vex: VexFlowModule, stave: Stave): void {
  const { Position } = vex.StaveModifier;
  const [tempo] = stave.getModifiers(Position.ABOVE, vex.StaveTempo.CATEGORY);
  const [time] = stave.getModifiers(Position.BEGIN, vex.TimeSignature.CATEGORY);
  if (!tempo || !time) return;
  const shifted = tempo.getX() + stave.getModifierXShift(tempo.getPosition());
  tempo.setXShift(time.getX() - shifted);
}

function measureWidths(
  built: readonly BuiltMeasure[],
  staves: readonly Stave[],
  { plans, layout, perRow, width }: RowDrawing,
): readonly number[] {
  const needs = built.map(({ minNoteWidth }, index) => ({
    signatures:
      (staves[index] as Stave).getNoteStartX() - margin + (index === 0 ? clearanceOf(plans) : 0),
    notes: minNoteWidth,
  }));
  return shareRowWidth(needs, layout.fillsWidth ? built.length : perRow, width - 2 * margin);
}

function prepareStave(
  vex: VexFlowModule,
  plan: PlannedMeasure,
  { staffTop, tempoBaseline }: RowLayout,
): Stave {
  const stave = new vex.Stave(margin, staffTop - staveHeadroom, 0, { leftBar: false });
  if (plan.clef) stave.addClef(plan.clef.name, 'default', plan.clef.annotation);
  if (plan.keySignature) stave.addKeySignature(plan.keySignature.now, plan.keySignature.before);
  if (plan.timeSignature) stave.addTimeSignature(plan.timeSignature);
  if (plan.tempo) stave.setTempo(plan.tempo, tempoBaseline - stave.getYForTopText(1));
  if (plan.isLast) stave.setEndBarType(vex.BarlineType.END);
  return stave;
}

function drawNotes(context: RowContext, measure: BuiltMeasure, stave: Stave): void {
  groupNotes(context, measure);
  measure.formatter.formatToStave([measure.voice], stave, { alignRests: false, stave });
  measure.voice.draw(context, stave);
  for (const beam of measure.beams) beam.setContext(context).draw();
  for (const tuplet of measure.tuplets) tuplet.setContext(context).draw();
  addTargets(context, measure, stave);
}

function printRowChords(
  built: readonly BuiltMeasure[],
  staves: readonly Stave[],
  context: RowContext,
  row: { readonly baseline: number; readonly right: number },
): void {
  const starts = built.map(({ plan, notes }, index) =>
    notes.map((note, at) => {
      const element = plan.elements[at]?.element;
      // A rest in the middle of its measure begins with the measure all the same.
      const isCentred = element?.kind === 'rest' && element.fillsMeasure;
      return isCentred ? (staves[index]?.getNoteStartX() ?? margin) : note.getAbsoluteX();
    }),
  );
  const places = built.flatMap(({ plan }, index) =>
    plan.chords.map(({ text, element, share }) => {
      const xs = starts[index] ?? [];
      const from = xs[element] ?? margin;
      const to = xs[element + 1] ?? starts[index + 1]?.[0] ?? row.right;
      return { text, x: from + share * (to - from) };
    }),
  );
  if (places.length === 0) return;
  context.save();
  printChords(context, places, row);
  context.restore();
}

function printRowWords(
  built: readonly BuiltMeasure[],
  context: RowContext,
  { layout, left, right }: { layout: RowLayout; left: number; right: number },
): void {
  if (layout.verses.length === 0) return;
  const places = built.flatMap(({ plan, notes }) =>
    plan.elements.flatMap(({ words }, index) => {
      const note = notes[index];
      if (!note || words.length === 0) return [];
      return [{ words, left: note.getNoteHeadBeginX(), right: note.getNoteHeadEndX() }];
    }),
  );
  context.save();
  printWords(context, places, layout.verses, { left, right, baseline: layout.wordsBaseline });
  context.restore();
}

function printNames(
  { plan, notes }: BuiltMeasure,
  context: RowContext,
  { namesBaseline }: RowLayout,
  nameOf: NonNullable<RowDrawing['nameOf']>,
): void {
  const named = notes.flatMap((note, index) => {
    const name = nameOf(plan, index);
    const middle = (note.getNoteHeadBeginX() + note.getNoteHeadEndX()) / 2;
    return name ? [{ name, middle }] : [];
  });
  context.save();
  for (const [index, { name, middle }] of named.entries()) {
    const room = (named[index + 1]?.middle ?? Number.POSITIVE_INFINITY) - middle - nameGap;
    const width = fitText(context, name, { size: nameSize, minScale: minNameScale, room });
    context.fillText(name, middle - width / 2, namesBaseline);
  }
  context.restore();
}
