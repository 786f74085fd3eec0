import { centsText, judge } from './judge.ts';
import { curveExtent, labelY } from './label-place.ts';
import { barsBetween, type NoteBar } from './note-bars.ts';
import { canvasFont, gutterWidth, type Picture } from './picture.ts';
import { yOf } from './pitch-rows.ts';
import { endSeconds, xOf } from './viewport.ts';

const minTextWidth = 34;
const minMarkWidth = 9;
const minOutlinedWidth = 4;

/** Draws the notes as bars at their written pitch. */
export function drawBars(context: CanvasRenderingContext2D, picture: Picture): void {
  const { data, viewport, plotWidth } = picture;
  const until = endSeconds(viewport, { width: plotWidth });
  for (const bar of barsBetween(data.bars, viewport.startSeconds, until)) {
    drawBar(context, picture, bar);
  }
}

function drawBar(context: CanvasRenderingContext2D, picture: Picture, bar: NoteBar): void {
  const { palette, activeNote, selectedNote } = picture;
  const { sungNote } = bar;
  const { left, width, top, height } = barBox(picture, bar);
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
}

export function barBox(
  { viewport, rows }: Pick<Picture, 'viewport' | 'rows'>,
  { sung, midi }: Pick<NoteBar, 'sung' | 'midi'>,
) {
  const height = rows.rowHeight - 2;
  return {
    left: gutterWidth + xOf(viewport, sung.startSeconds),
    width: Math.max(1.5, (sung.endSeconds - sung.startSeconds) * viewport.pixelsPerSecond - 1),
    top: yOf(rows, midi) - height / 2,
    height,
  };
}

/** Draws marks for sharp and flat, with the cents if there is room, clear of the curve. */
export function drawDeviations(context: CanvasRenderingContext2D, picture: Picture): void {
  const { data, viewport, plotWidth } = picture;
  context.font = canvasFont;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.strokeStyle = picture.palette.sheet;
  const until = endSeconds(viewport, { width: plotWidth });
  for (const bar of barsBetween(data.bars, viewport.startSeconds, until)) {
    drawDeviation(context, picture, bar);
  }
}

function drawDeviation(
  context: CanvasRenderingContext2D,
  { palette, rows, data, viewport }: Picture,
  { sung, midi }: NoteBar,
): void {
  const judgement = judge(sung.deviationCents);
  const { left, width, top, height } = barBox({ viewport, rows }, { sung, midi });
  if (judgement === 'in-tune' || width < minMarkWidth) return;
  const isSharp = judgement === 'sharp';
  const cents = width < minTextWidth ? '' : centsText(sung.deviationCents);
  const text = (isSharp ? '▲' : '▼') + cents;
  const textSeconds = context.measureText(text).width / viewport.pixelsPerSecond;
  const y = labelY({
    isAbove: isSharp,
    barTop: top,
    barBottom: top + height,
    curve: data.curve && curveExtent(data.curve, sung.startSeconds, textSeconds, rows),
    plotHeight: rows.height,
  });
  context.fillStyle = isSharp ? palette.sharp : palette.flat;
  context.strokeText(text, left, y);
  context.fillText(text, left, y);
}
