import type { Score } from '@my-pitch/shared/score';
import { drawRow } from '../score/engraving/draw-row.ts';
import { layOutRows } from '../score/engraving/lay-out-rows.ts';
import { loadVexFlow } from '../score/engraving/load-vexflow.ts';
import { type NoteNaming, nameIn } from '../score/engraving/note-names.ts';
import { planRow } from '../score/engraving/plan-row.ts';
import { paperRow } from './paper.ts';
import { type Mark, readDrawing } from './read-drawing.ts';

/** A row as marks; height and width in VexFlow's units. */
export interface PaperRow {
  readonly marks: readonly Mark[];
  readonly height: number;
  /** More than that of paper if its measure needs more. */
  readonly drawnWidth: number;
}

const rowsPerTask = 4;

/** Draws all rows of a score as on paper. */
export async function drawPaperRows(
  score: Score,
  naming: NoteNaming | undefined,
): Promise<readonly PaperRow[]> {
  const vex = await loadVexFlow();
  const nameOf = naming && nameIn(naming);
  const layouts = layOutRows(score, { ...paperRow, withNoteNames: naming !== undefined });
  const rows: PaperRow[] = [];
  for (const layout of layouts) {
    const plans = planRow(score, layout);
    const svg = drawRow(vex, { plans, layout, ...paperRow, ...(nameOf ? { nameOf } : {}) });
    const drawnWidth = svg.viewBox.baseVal.width;
    rows.push({ marks: readDrawing(svg), height: layout.height, drawnWidth });
    if (rows.length % rowsPerTask === 0) await yieldToPage();
  }
  return rows;
}

/** Lets the page respond between two parts of the work. */
export function yieldToPage(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
