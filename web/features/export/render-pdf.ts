import type { Score } from '@my-pitch/shared/score';
import { normaliseTitle } from '@my-pitch/shared/title';
import { drawRow } from '../score/engraving/draw-row.ts';
import { layOutRows } from '../score/engraving/lay-out-rows.ts';
import { loadVexFlow } from '../score/engraving/load-vexflow.ts';
import { type NoteNaming, nameIn } from '../score/engraving/note-names.ts';
import { planRow } from '../score/engraving/plan-row.ts';
import { type PaperName, paginate, paperMargin, paperRow, papers } from './paper.ts';
import { PdfPainter } from './pdf-painter.ts';
import { type Mark, readDrawing } from './read-drawing.ts';

export interface PdfOptions {
  readonly paper: PaperName;
  readonly naming?: NoteNaming | undefined;
}

const titleSize = 20;
const titleHeight = 46;
const pageNumberSize = 9;

/**
 * Renders the score as a PDF: the engraving of the screen, as vectors with embedded fonts.
 * @throws {Error} when a font cannot be fetched.
 */
export async function renderPdf(score: Score, { paper, naming }: PdfOptions): Promise<Blob> {
  const rows = await drawRows(score, naming);
  const { width, height } = papers[paper];
  const scale = (width - 2 * paperMargin) / paperRow.width;
  const pages = paginate(
    rows.map((row) => row.height * scale),
    paper,
    titleHeight,
  );
  const title = normaliseTitle(score.title);
  const texts = [title, ...rows.flatMap(({ marks }) => marks.flatMap(textOf))];
  const painter = await PdfPainter.create(papers[paper], title, texts);
  for (const [index, page] of pages.entries()) {
    painter.addPage();
    if (index === 0) painter.centre(title, titleSize, paperMargin + titleSize, true);
    for (const { row, top } of page) {
      const { marks = [], drawnWidth = 1 } = rows[row] ?? {};
      const shrink = Math.min(1, paperRow.width / drawnWidth);
      painter.paint(marks, paperMargin, top, scale * shrink);
    }
    if (pages.length > 1) {
      const foot = height - paperMargin / 2;
      painter.centre(`${index + 1} / ${pages.length}`, pageNumberSize, foot, false);
    }
    await yieldToPage();
  }
  return painter.finish();
}

async function drawRows(score: Score, naming: NoteNaming | undefined) {
  const vex = await loadVexFlow();
  const nameOf = naming && nameIn(naming);
  const layouts = layOutRows(score, { ...paperRow, withNoteNames: naming !== undefined });
  const rows: { marks: readonly Mark[]; height: number; drawnWidth: number }[] = [];
  for (const layout of layouts) {
    const plans = planRow(score, layout);
    const svg = drawRow(vex, { plans, layout, ...paperRow, ...(nameOf ? { nameOf } : {}) });
    const drawnWidth = svg.viewBox.baseVal.width;
    rows.push({ marks: readDrawing(svg), height: layout.height, drawnWidth });
    if (rows.length % rowsPerTask === 0) await yieldToPage();
  }
  return rows;
}

const rowsPerTask = 4;

/** Lets the page respond between two parts of the work. */
function yieldToPage(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function textOf(mark: Mark): readonly string[] {
  return mark.kind === 'text' ? [mark.text] : [];
}
