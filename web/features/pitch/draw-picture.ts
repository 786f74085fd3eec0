import { drawBars, drawDeviations } from './draw-bars.ts';
import { drawCurve } from './draw-curve.ts';
import { drawLive } from './draw-live.ts';
import { drawNames, drawRows, drawTimes } from './draw-rows.ts';
import { levelBetween } from './peaks.ts';
import { axisHeight, gutterWidth, type Picture, pictureHeight } from './picture.ts';
import { secondsAt } from './viewport.ts';

/** Pixels per second. With fewer, the notes are bars alone: a curve would hide them. */
const minCurveZoom = 30;

/**
 * Draws one frame of the pitch view. Visits only what the viewport shows, so the cost does not depend
 * on the length of the song.
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
  if (picture.live) drawLive(context, picture, picture.live);
  else {
    if (picture.viewport.pixelsPerSecond >= minCurveZoom) drawCurve(context, picture);
    drawDeviations(context, picture);
  }
  context.restore();
  drawWaveform(context, picture);
  drawNames(context, picture);
}

/** Sets a canvas's size if it changed, because setting it reallocates the canvas. */
function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** Draws the voice's waveform under the rows, one peak per pixel column. */
function drawWaveform(context: CanvasRenderingContext2D, picture: Picture): void {
  const { peaks, viewport, rows, plotWidth, waveHeight, palette } = picture;
  const middle = rows.height + axisHeight + waveHeight / 2;
  context.fillStyle = palette.line;
  context.fillRect(gutterWidth, middle - 0.5, plotWidth, 1);
  if (!peaks) return;
  context.fillStyle = palette.quiet;
  const reach = waveHeight / 2 - 2;
  for (let x = 0; x < plotWidth; x++) {
    const level = levelBetween(peaks, secondsAt(viewport, x), secondsAt(viewport, x + 1));
    // Loudness is perceived as a ratio; the square root makes quiet singing visible.
    const half = Math.sqrt(level) * reach;
    if (half >= 0.5) context.fillRect(gutterWidth + x, middle - half, 1, 2 * half);
  }
}
