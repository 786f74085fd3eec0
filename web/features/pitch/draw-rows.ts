import { spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import { clockText } from '../player/clock-text.ts';
import { axisHeight, canvasFont, gutterWidth, type Picture } from './picture.ts';
import { pitchName } from './pitch-name.ts';
import { yOf } from './pitch-rows.ts';
import { endSeconds, xOf } from './viewport.ts';

const blackKeys = new Set([1, 3, 6, 8, 10]);
/** C, D, E, G and A: the white keys without semitone neighbours. */
const spacedKeys = new Set([0, 2, 4, 7, 9]);
const minLabelHeight = 13;
const minLabelGap = 44;
const tickIntervals = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300];

/** Draws the semitone rows, darker for the black keys of a piano. */
export function drawRows(context: CanvasRenderingContext2D, picture: Picture): void {
  const { rows, plotWidth, palette } = picture;
  for (let midi = rows.lowMidi; midi <= rows.highMidi; midi++) {
    const middle = yOf(rows, midi);
    const top = middle - rows.rowHeight / 2;
    if (blackKeys.has(midi % 12)) {
      context.fillStyle = palette.paper;
      context.fillRect(gutterWidth, top, plotWidth, rows.rowHeight);
    }
    context.fillStyle = palette.line;
    context.globalAlpha = midi % 12 === 0 ? 1 : 0.45;
    context.fillRect(gutterWidth, top + rows.rowHeight - 0.5, plotWidth, 1);
    context.globalAlpha = 1;
  }
}

/** Draws the names at the left: of all rows if there is room, else of some. */
export function drawNames(context: CanvasRenderingContext2D, picture: Picture): void {
  const { rows, palette, data, waveHeight } = picture;
  context.fillStyle = palette.sheet;
  context.fillRect(0, 0, gutterWidth, rows.height + axisHeight + waveHeight);
  context.font = canvasFont;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let midi = rows.lowMidi; midi <= rows.highMidi; midi++) {
    if (rows.rowHeight < minLabelHeight && !spacedKeys.has(midi % 12)) continue;
    context.fillStyle = blackKeys.has(midi % 12) ? palette.quiet : palette.ink;
    context.fillText(
      pitchName(spellPitch(midi, data.fifths)),
      gutterWidth - 8,
      yOf(rows, midi) + 0.5,
    );
  }
}

/** Draws barlines and measure numbers over the rows, and times under them. */
export function drawTimes(context: CanvasRenderingContext2D, picture: Picture): void {
  const { data, viewport, rows, plotWidth, palette } = picture;
  const until = endSeconds(viewport, { width: plotWidth });
  context.font = canvasFont;
  context.textAlign = 'left';
  let lastLabel = Number.NEGATIVE_INFINITY;
  for (const { number, seconds } of data.measures) {
    if (seconds < viewport.startSeconds || seconds > until) continue;
    const x = gutterWidth + xOf(viewport, seconds);
    if (x - lastLabel < 6) continue;
    context.fillStyle = palette.quiet;
    context.globalAlpha = 0.55;
    context.fillRect(Math.round(x), 0, 1, rows.height);
    context.globalAlpha = 1;
    if (x - lastLabel < minLabelGap) continue;
    context.fillText(String(number), x + 4, 8);
    lastLabel = x;
  }
  drawClock(context, picture, until);
}

function drawClock(context: CanvasRenderingContext2D, picture: Picture, until: number): void {
  const { viewport, rows, palette } = picture;
  const interval = tickIntervals.find((seconds) => seconds * viewport.pixelsPerSecond >= 64) ?? 600;
  context.fillStyle = palette.quiet;
  context.textAlign = 'left';
  const first = Math.ceil(viewport.startSeconds / interval - 1e-6);
  for (let index = first; index * interval <= until; index++) {
    const seconds = index * interval;
    const x = gutterWidth + xOf(viewport, seconds);
    context.fillRect(Math.round(x), rows.height, 1, 5);
    const tenths = interval < 1 ? `.${Math.round(seconds * 10) % 10}` : '';
    context.fillText(clockText(seconds + 1e-6) + tenths, x + 4, rows.height + axisHeight / 2 + 1);
  }
}
