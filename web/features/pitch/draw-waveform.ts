import { levelBetween } from './peaks.ts';
import { axisHeight, gutterWidth, type Picture } from './picture.ts';
import { secondsAt } from './viewport.ts';

/** The voice's loudness under the rows, a column of a pixel for what is sung meanwhile. */
export function drawWaveform(context: CanvasRenderingContext2D, picture: Picture): void {
  const { peaks, viewport, rows, plotWidth, waveHeight, palette } = picture;
  const middle = rows.height + axisHeight + waveHeight / 2;
  context.fillStyle = palette.line;
  context.fillRect(gutterWidth, middle - 0.5, plotWidth, 1);
  if (!peaks) return;
  context.fillStyle = palette.quiet;
  const reach = waveHeight / 2 - 2;
  for (let x = 0; x < plotWidth; x++) {
    const level = levelBetween(peaks, secondsAt(viewport, x), secondsAt(viewport, x + 1));
    // The ear hears levels by their ratio; the square root brings quiet singing into sight.
    const half = Math.sqrt(level) * reach;
    if (half >= 0.5) context.fillRect(gutterWidth + x, middle - half, 1, 2 * half);
  }
}
