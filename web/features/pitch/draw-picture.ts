import { drawBars } from './draw-bars.ts';
import { drawCurve } from './draw-curve.ts';
import { drawNames, drawRows, drawTimes } from './draw-rows.ts';
import { drawWaveform } from './draw-waveform.ts';
import { gutterWidth, type Picture, pictureHeight } from './picture.ts';

/**
 * Draws one frame of the pitch view. Only what the viewport shows is visited, so that a song of a
 * quarter of an hour costs what a short one does.
 */
export function drawPicture(
  canvas: HTMLCanvasElement,
  picture: Picture,
  devicePixelRatio: number,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const width = gutterWidth + picture.plotWidth;
  const height = pictureHeight(picture);
  fitCanvas(canvas, Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio));
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.fillStyle = picture.palette.sheet;
  context.fillRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(gutterWidth, 0, picture.plotWidth, picture.rows.height);
  context.clip();
  drawRows(context, picture);
  context.restore();
  context.textBaseline = 'middle';
  drawTimes(context, picture);
  context.save();
  context.beginPath();
  context.rect(gutterWidth, 0, picture.plotWidth, picture.rows.height);
  context.clip();
  drawBars(context, picture);
  drawCurve(context, picture);
  context.restore();
  drawWaveform(context, picture);
  drawNames(context, picture);
}

/** Setting a canvas's size clears it and costs a reallocation, so only when it changed. */
function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
