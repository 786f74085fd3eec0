import type { Score } from '@my-pitch/shared/score';
import { drawRow } from '../score/engraving/draw-row.ts';
import { layOutRows } from '../score/engraving/lay-out-rows.ts';
import { loadVexFlow } from '../score/engraving/load-vexflow.ts';
import { type NoteNaming, nameIn } from '../score/engraving/note-names.ts';
import { planRow } from '../score/engraving/plan-row.ts';
import { paperRow } from './paper.ts';
import { type Mark, readDrawing } from './read-drawing.ts';

/** Pixels per VexFlow unit: enough to print a line across a page. */
const scale = 3;
const padding = 16;
const paperColour = '#ffffff';
const ink = '#000000';
const faintInk = '#555555';

/**
 * Renders one line of the score as a PNG, black on white.
 * @throws {Error} when the browser cannot render it.
 */
export async function renderPng(
  score: Score,
  line: number,
  naming: NoteNaming | undefined,
): Promise<Blob> {
  const vex = await loadVexFlow();
  const layouts = layOutRows(score, { ...paperRow, withNoteNames: naming !== undefined });
  const layout = layouts[Math.min(line, layouts.length - 1)];
  if (!layout) throw new RangeError('A score has at least one line');
  const nameOf = naming && nameIn(naming);
  const plans = planRow(score, layout);
  const svg = drawRow(vex, { plans, layout, ...paperRow, ...(nameOf ? { nameOf } : {}) });
  return paint(readDrawing(svg), svg.viewBox.baseVal.width, layout.height);
}

async function paint(marks: readonly Mark[], width: number, height: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil((width + 2 * padding) * scale);
  canvas.height = Math.ceil((height + 2 * padding) * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Canvas 2D is not available');
  context.fillStyle = paperColour;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, padding * scale, padding * scale);
  for (const mark of marks) paintMark(context, mark);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas made no image'))));
  });
}

function paintMark(context: CanvasRenderingContext2D, mark: Mark): void {
  context.fillStyle = ink;
  switch (mark.kind) {
    case 'fill':
      context.fill(new Path2D(mark.path));
      return;
    case 'stroke':
      context.strokeStyle = mark.isFaint ? faintInk : ink;
      context.lineWidth = mark.width;
      context.stroke(new Path2D(mark.path));
      return;
    case 'text':
      context.font = `${mark.isBold ? 'bold ' : ''}${mark.size}px ${mark.families.map((family) => `"${family}"`).join(', ')}`;
      context.fillText(mark.text, mark.x, mark.y);
  }
}
