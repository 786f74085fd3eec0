import type { Score } from '@my-pitch/shared/score';
import type { NoteNaming } from '../score/engraving/note-names.ts';
import { drawPaperRows } from './draw-paper-rows.ts';
import type { Mark } from './read-drawing.ts';

/** Pixels per VexFlow unit: enough to print a row across a page. */
const maxScale = 3;
/** The limits of Safari's canvas, the smallest of the supported browsers. */
const maxPixels = 16_777_216;
const maxSide = 16_384;
const padding = 16;
const paperColour = '#ffffff';
const ink = '#000000';
const faintInk = '#555555';

/**
 * Renders a score, often an excerpt, as a PNG, black on white.
 * @throws {Error} when the browser cannot render it.
 */
export async function renderPng(score: Score, naming: NoteNaming | undefined): Promise<Blob> {
  const rows = await drawPaperRows(score, naming);
  const width = Math.max(...rows.map(({ drawnWidth }) => drawnWidth));
  const height = rows.reduce((sum, row) => sum + row.height, 0);
  const scale = scaleFor(width + 2 * padding, height + 2 * padding);
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor((width + 2 * padding) * scale);
  canvas.height = Math.floor((height + 2 * padding) * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Canvas 2D is not available');
  context.fillStyle = paperColour;
  context.fillRect(0, 0, canvas.width, canvas.height);
  let top = padding;
  for (const row of rows) {
    context.setTransform(scale, 0, 0, scale, padding * scale, top * scale);
    for (const mark of row.marks) paintMark(context, mark);
    top += row.height;
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas made no image'))));
  });
}

/** Pixels per unit: as many as print needs, but no more than browsers allow a canvas to have. */
function scaleFor(width: number, height: number): number {
  return Math.min(maxScale, Math.sqrt(maxPixels / (width * height)), maxSide / height);
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
