import { centsText, judge } from './judge.ts';
import { barsBetween, type NoteBar } from './note-bars.ts';
import { canvasFont, gutterWidth, type Picture } from './picture.ts';
import { yOf } from './pitch-rows.ts';
import { endSeconds, xOf } from './viewport.ts';

const minTextWidth = 34;
const minMarkWidth = 9;
const minOutlinedWidth = 4;

/** Draws the notes as bars at their written pitch, each with its deviation. */
export function drawBars(context: CanvasRenderingContext2D, picture: Picture): void {
  const { data, viewport, plotWidth } = picture;
  const until = endSeconds(viewport, { width: plotWidth });
  for (const bar of barsBetween(data.bars, viewport.startSeconds, until)) {
    drawBar(context, picture, bar);
  }
}

function drawBar(context: CanvasRenderingContext2D, picture: Picture, bar: NoteBar): void {
  const { viewport, rows, palette, activeNote, selectedNote } = picture;
  const { sung, sungNote, midi } = bar;
  const left = gutterWidth + xOf(viewport, sung.startSeconds);
  const width = Math.max(1.5, (sung.endSeconds - sung.startSeconds) * viewport.pixelsPerSecond - 1);
  const height = rows.rowHeight - 2;
  const top = yOf(rows, midi) - height / 2;
  if (width < minOutlinedWidth && sungNote !== activeNote && sungNote !== selectedNote) {
    // A whole song may show thousands at once, too narrow for an outline.
    context.fillStyle = palette.leaf;
    context.fillRect(left, top, width, height);
    return;
  }
  context.beginPath();
  context.roundRect(left, top, width, height, Math.min(4, width / 2));
  context.fillStyle = palette.leafSoft;
  context.fill();
  const isSelected = sungNote === selectedNote;
  const isActive = sungNote === activeNote;
  context.lineWidth = isSelected || isActive ? 2.5 : 1;
  context.strokeStyle = isSelected ? palette.selected : isActive ? palette.glow : palette.leaf;
  context.stroke();
  drawDeviation(context, picture, bar, { left, width, top, height });
}

/** Draws a mark for sharp or flat, with the cents if there is room. */
function drawDeviation(
  context: CanvasRenderingContext2D,
  { palette, rows }: Picture,
  { sung, midi }: NoteBar,
  box: { left: number; width: number; top: number; height: number },
): void {
  const judgement = judge(sung.deviationCents);
  if (judgement === 'in-tune' || box.width < minMarkWidth) return;
  const isSharp = judgement === 'sharp';
  const text =
    (isSharp ? '▲' : '▼') + (box.width < minTextWidth ? '' : centsText(sung.deviationCents));
  const hasRoomAbove = yOf(rows, midi) > rows.rowHeight * 1.5;
  context.font = canvasFont;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = isSharp ? palette.sharp : palette.flat;
  const above = isSharp && hasRoomAbove;
  const y = above ? box.top - 8 : box.top + box.height + 8;
  context.lineWidth = 3;
  context.strokeStyle = palette.sheet;
  context.strokeText(text, box.left, y);
  context.fillText(text, box.left, y);
}
