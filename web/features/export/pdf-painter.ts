import type PDFDocument from 'pdfkit';
import { paintText } from './paint-text.ts';
import { paperMargin } from './paper.ts';
import { alwaysEmbedded, divideByFont, fetchFont, needsKorean, type TextRun } from './pdf-fonts.ts';
import type { Mark } from './read-drawing.ts';

type Document = InstanceType<typeof PDFDocument>;
interface PaperSize {
  readonly width: number;
  readonly height: number;
}

/** The share of the free width before a line. */
const alignments = { left: 0, centre: 0.5, right: 1 } as const;

interface LineStyle {
  /** In points. */
  readonly size: number;
  /** In points from the top of the page. */
  readonly baseline: number;
  readonly align: keyof typeof alignments;
  readonly isBold: boolean;
}

const ink = '#000000';
const faintInk = '#555555';

/** Draws marks and text on the pages of a PDF, each text in the embedded font that has its characters. */
export class PdfPainter {
  readonly #document: Document;
  readonly #paper: PaperSize;
  readonly #chunks: BlobPart[] = [];
  readonly #finished: Promise<void>;

  private constructor(document: Document, paper: PaperSize) {
    this.#document = document;
    this.#paper = paper;
    document.on('data', (chunk: Uint8Array<ArrayBuffer>) => this.#chunks.push(chunk));
    this.#finished = new Promise((resolve) => document.on('end', () => resolve()));
  }

  /**
   * Creates a document and embeds the fonts of these texts.
   * @throws {Error} when a font cannot be fetched.
   */
  static async create(
    paper: PaperSize,
    title: string,
    texts: readonly string[],
  ): Promise<PdfPainter> {
    const needed = [...alwaysEmbedded, ...(needsKorean(texts) ? (['Korean'] as const) : [])];
    const [{ default: PdfDocument }, ...files] = await Promise.all([
      import('pdfkit'),
      ...needed.map(fetchFont),
    ]);
    const document = new PdfDocument({
      size: [paper.width, paper.height],
      margin: 0,
      autoFirstPage: false,
      // Null: no default font, whose metrics file does not exist in a browser.
      font: null as unknown as string,
      info: { Title: title, Creator: 'My Pitch' },
    });
    for (const [index, font] of needed.entries()) {
      document.registerFont(font, files[index] as ArrayBuffer);
    }
    return new PdfPainter(document, paper);
  }

  addPage(): void {
    this.#document.addPage();
  }

  /** Writes a line within the margins, shrunk to fit. */
  write(text: string, { size, baseline, align, isBold }: LineStyle): void {
    if (text === '') return;
    const runs = divideByFont(text, isBold);
    const width = runs.reduce((sum, run) => sum + this.#widthOf(run, size, isBold), 0);
    const maxWidth = this.#paper.width - 2 * paperMargin;
    const fitting = size * Math.min(1, maxWidth / width);
    const room = maxWidth - Math.min(width, maxWidth);
    const left = paperMargin + room * alignments[align];
    this.#write(runs, left, baseline, fitting, isBold);
  }

  /** Draws marks with their origin at a point of the page. */
  paint(marks: readonly Mark[], x: number, y: number, scale: number): void {
    this.#document.save().translate(x, y).scale(scale);
    for (const mark of marks) this.#paintMark(mark);
    this.#document.restore();
  }

  async finish(): Promise<Blob> {
    this.#document.end();
    await this.#finished;
    return new Blob(this.#chunks, { type: 'application/pdf' });
  }

  #paintMark(mark: Mark): void {
    const document = this.#document;
    switch (mark.kind) {
      case 'fill':
        document.path(mark.path).fill(ink);
        return;
      case 'stroke':
        document
          .lineWidth(mark.width)
          .path(mark.path)
          .stroke(mark.isFaint ? faintInk : ink);
        return;
      case 'text':
        this.#write(divideByFont(mark.text, mark.isBold), mark.x, mark.y, mark.size, mark.isBold);
    }
  }

  #widthOf({ text, font }: TextRun, size: number, isBold: boolean): number {
    if (!font) return paintText(text, size, isBold).width;
    return this.#document.font(font).fontSize(size).widthOfString(text, { features: [] });
  }

  #write(
    runs: readonly TextRun[],
    left: number,
    baseline: number,
    size: number,
    isBold: boolean,
  ): void {
    let x = left;
    for (const run of runs) {
      if (run.font) {
        this.#document
          .font(run.font)
          .fontSize(size)
          .fillColor(ink)
          .text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic', features: [] });
      } else {
        const { dataUrl, width, height, ascent } = paintText(run.text, size, isBold);
        this.#document.image(dataUrl, x, baseline - ascent, { width, height });
      }
      x += this.#widthOf(run, size, isBold);
    }
  }
}
