import type { RenderContext, Stave } from 'vexflow/core';
import { type BuiltMeasure, buildMeasure, buildTies } from './build-measure.ts';
import type { RowLayout } from './lay-out-rows.ts';
import type { VexFlowModule } from './load-vexflow.ts';
import { adoptStems, markNotes } from './mark-notes.ts';
import { type DrawnMeasure, numberMeasures } from './measure-numbers.ts';
import type { PlannedMeasure } from './plan-row.ts';
import { shareRowWidth } from './row-widths.ts';

/** Room at the row's ends for symbols that reach beyond the staff. */
const margin = 6;
/** From the top of VexFlow's stave box to its first line. */
const staveHeadroom = 40;
const signatureClearance = 8;
const nameFont = 'My Pitch Signs, Noto Sans KR Variable';
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
  const { svg, context } = openSvg(vex, drawnWidth, layout.height);
  const drawn: DrawnMeasure[] = [];
  let x = margin;
  for (const [index, measure] of built.entries()) {
    const stave = staves[index] as Stave;
    stave.setX(x).setWidth(widths[index] as number);
    // A tie from the row above begins where the notes begin: keep it clear of the key signature.
    if (index === 0) stave.setNoteStartX(stave.getNoteStartX() + signatureClearance);
    stave.setContext(context).draw();
    drawNotes(vex, svg, measure, stave);
    if (drawing.nameOf) printNames(measure, context, layout, drawing.nameOf);
    const place = { index: layout.firstMeasure + index, number: measure.plan.number, x };
    drawn.push({ ...place, width: widths[index] as number });
    x += widths[index] as number;
    yield;
  }
  numberMeasures(svg, drawn, layout.staffTop);
  for (const tie of buildTies(vex, built)) tie.setContext(context).draw();
  return svg;
}

function measureWidths(
  built: readonly BuiltMeasure[],
  staves: readonly Stave[],
  { layout, perRow, width }: RowDrawing,
): readonly number[] {
  const needs = built.map(({ minNoteWidth }, index) => ({
    signatures:
      (staves[index] as Stave).getNoteStartX() - margin + (index === 0 ? signatureClearance : 0),
    notes: minNoteWidth,
  }));
  return shareRowWidth(needs, layout.fillsWidth ? built.length : perRow, width - 2 * margin);
}

function openSvg(vex: VexFlowModule, width: number, height: number) {
  const holder = document.createElement('div');
  const renderer = new vex.Renderer(holder, vex.Renderer.Backends.SVG).resize(width, height);
  const context = renderer.getContext();
  // VexFlow's own invisible targets would cover ours.
  context.pointerRect = () => context;
  const svg = holder.firstElementChild as SVGSVGElement;
  for (const name of ['width', 'height', 'style', 'pointer-events']) svg.removeAttribute(name);
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('preserveAspectRatio', 'xMinYMid meet');
  svg.setAttribute('aria-hidden', 'true');
  return { svg, context };
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

function drawNotes(
  vex: VexFlowModule,
  svg: SVGSVGElement,
  measure: BuiltMeasure,
  stave: Stave,
): void {
  const context = stave.checkContext();
  const formatter = new vex.Formatter().joinVoices([measure.voice]);
  formatter.formatToStave([measure.voice], stave, { alignRests: false, stave });
  measure.voice.draw(context, stave);
  for (const beam of measure.beams) beam.setContext(context).draw();
  for (const tuplet of measure.tuplets) tuplet.setContext(context).draw();
  markNotes(svg, measure, stave);
  adoptStems(svg, measure);
}

function printNames(
  { plan, notes }: BuiltMeasure,
  context: RenderContext,
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
    context.setFont(nameFont, nameSize);
    const room = (named[index + 1]?.middle ?? Number.POSITIVE_INFINITY) - middle - nameGap;
    const { width } = context.measureText(name);
    const fit = Math.max(minNameScale, Math.min(1, room / width));
    context.setFont(nameFont, nameSize * fit);
    context.fillText(name, middle - (width * fit) / 2, namesBaseline);
  }
  context.restore();
}
