import type { Score } from '@my-pitch/shared/score';
import { normaliseTitle } from '@my-pitch/shared/title';
import type { NoteNaming } from '../score/engraving/note-names.ts';
import type { PageDetails } from '../score/use-page-details.ts';
import { drawPaperRows, yieldToPage } from './draw-paper-rows.ts';
import { type PaperName, paginate, paperMargin, paperRow, papers } from './paper.ts';
import { PdfPainter } from './pdf-painter.ts';
import type { Mark } from './read-drawing.ts';

export interface PdfOptions {
  readonly paper: PaperName;
  readonly naming?: NoteNaming | undefined;
  /** Printed below the title. */
  readonly details: PageDetails;
}

const titleSize = 20;
const detailsSize = 11;
/** From the title's baseline. */
const detailsDrop = 24;
const titleHeight = 62;
const pageNumberSize = 9;

/**
 * Renders the score as a PDF: the engraving of the screen, as vectors with embedded fonts.
 * @throws {Error} when a font cannot be fetched.
 */
export async function renderPdf(
  score: Score,
  { paper, naming, details }: PdfOptions,
): Promise<Blob> {
  const rows = await drawPaperRows(score, naming);
  const { width, height } = papers[paper];
  const scale = (width - 2 * paperMargin) / paperRow.width;
  const pages = paginate(
    rows.map((row) => row.height * scale),
    paper,
    titleHeight,
  );
  const title = normaliseTitle(score.title);
  const texts = [
    title,
    ...Object.values(details),
    ...rows.flatMap(({ marks }) => marks.flatMap(textOf)),
  ];
  const painter = await PdfPainter.create(papers[paper], title, texts);
  for (const [index, page] of pages.entries()) {
    painter.addPage();
    if (index === 0) writeHead(painter, title, details);
    for (const { row, top } of page) {
      const { marks = [], drawnWidth = 1 } = rows[row] ?? {};
      const shrink = Math.min(1, paperRow.width / drawnWidth);
      painter.paint(marks, paperMargin, top, scale * shrink);
    }
    if (pages.length > 1) {
      const foot = height - paperMargin / 2;
      const text = `${index + 1} / ${pages.length}`;
      painter.write(text, { size: pageNumberSize, baseline: foot, align: 'centre', isBold: false });
    }
    await yieldToPage();
  }
  return painter.finish();
}

function writeHead(painter: PdfPainter, title: string, { tempo, part, date }: PageDetails): void {
  const baseline = paperMargin + titleSize;
  painter.write(title, { size: titleSize, baseline, align: 'centre', isBold: true });
  const below = { size: detailsSize, baseline: baseline + detailsDrop };
  painter.write(tempo, { ...below, align: 'left', isBold: true });
  painter.write(part, { ...below, align: 'centre', isBold: false });
  painter.write(date, { ...below, align: 'right', isBold: false });
}

function textOf(mark: Mark): readonly string[] {
  return mark.kind === 'text' ? [mark.text] : [];
}
