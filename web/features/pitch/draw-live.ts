import { foldOctave } from '@my-pitch/shared/scoring/fold-octave';
import type { LiveVerdict } from '../sing/scoring/score-live-take.ts';
import { barBox } from './draw-bars.ts';
import type { LivePicture } from './live-picture.ts';
import { barsBetween, type NoteBar } from './note-bars.ts';
import { gutterWidth, type Picture } from './picture.ts';
import { yOf } from './pitch-rows.ts';
import { endSeconds, xOf } from './viewport.ts';

/** Told apart by shape: see the legend of the room. */
export const verdictSigns: Readonly<Record<LiveVerdict, string>> = {
  'in-tune': '✓',
  sharp: '▲',
  flat: '▼',
  wrong: '✕',
  missed: '○',
};

/** Signs are read while singing, from further away than text. */
const signFont = '700 15px "My Pitch Signs", "Noto Sans KR Variable", system-ui, sans-serif';
/** From a bar's edge to the middle of its sign, in CSS pixels. */
const signDistance = 10;

/** Draws the verdict on each sung note, and the sung pitch in the octave of the notes. */
export function drawLive(
  context: CanvasRenderingContext2D,
  picture: Picture,
  live: LivePicture,
): void {
  const { data, viewport, plotWidth } = picture;
  const until = endSeconds(viewport, { width: plotWidth });
  const bars = barsBetween(data.bars, viewport.startSeconds, until);
  context.font = signFont;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const bar of bars) {
    const verdict = live.verdicts.get(bar.sungNote);
    if (verdict) drawVerdict(context, picture, bar, verdict);
  }
  drawSungPitch(context, picture, live);
}

function drawVerdict(
  context: CanvasRenderingContext2D,
  picture: Picture,
  bar: NoteBar,
  verdict: LiveVerdict,
): void {
  const { palette } = picture;
  const { left, width, top, height } = barBox(picture, bar);
  const colours: Readonly<Record<LiveVerdict, string>> = {
    'in-tune': palette.leaf,
    sharp: palette.sharp,
    flat: palette.flat,
    wrong: palette.ink,
    missed: palette.quiet,
  };
  context.beginPath();
  context.roundRect(left, top, width, height, Math.min(4, width / 2));
  const isMissed = verdict === 'missed';
  context.fillStyle = isMissed ? palette.sheet : colours[verdict];
  context.globalAlpha = isMissed ? 1 : 0.4;
  context.fill();
  context.globalAlpha = 1;
  context.setLineDash(isMissed ? [3, 3] : []);
  context.lineWidth = 1.5;
  context.strokeStyle = colours[verdict];
  context.stroke();
  context.setLineDash([]);
  const isBelow = verdict === 'flat';
  const y = isBelow ? top + height + signDistance : top - signDistance;
  context.lineWidth = 3;
  context.strokeStyle = palette.sheet;
  const x = left + width / 2;
  context.strokeText(verdictSigns[verdict], x, y);
  context.fillStyle = colours[verdict];
  context.fillText(verdictSigns[verdict], x, y);
}

function drawSungPitch(
  context: CanvasRenderingContext2D,
  { viewport, rows, plotWidth, palette, data }: Picture,
  live: LivePicture,
): void {
  const { midi, hopSeconds, speed, startSeconds, offsetSemitones } = live;
  const slotAt = (seconds: number) => (seconds - startSeconds) / speed / hopSeconds;
  const first = Math.max(0, Math.floor(slotAt(viewport.startSeconds)));
  const until = endSeconds(viewport, { width: plotWidth });
  const last = Math.min(midi.length - 1, Math.ceil(slotAt(until)));
  const octave = new NearestOctave(data.bars);
  context.beginPath();
  let isDown = false;
  for (let slot = first; slot <= last; slot++) {
    const pitch = (midi[slot] as number) - offsetSemitones + data.semitones;
    if (Number.isNaN(pitch)) {
      isDown = false;
      continue;
    }
    const seconds = startSeconds + slot * hopSeconds * speed;
    const y = yOf(rows, octave.of(pitch, seconds));
    const x = gutterWidth + xOf(viewport, seconds);
    if (isDown) context.lineTo(x, y);
    else context.moveTo(x, y);
    isDown = true;
  }
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const [width, colour] of [
    [6, palette.sheet],
    [3, palette.glow],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/** Moves pitches into the octave of the latest note, whose successive times it is asked for. */
class NearestOctave {
  readonly #bars: readonly NoteBar[];
  #next = 0;

  constructor(bars: readonly NoteBar[]) {
    this.#bars = bars;
  }

  of(midi: number, seconds: number): number {
    while ((this.#bars[this.#next + 1]?.sung.startSeconds ?? Number.POSITIVE_INFINITY) <= seconds)
      this.#next++;
    const target = this.#bars[this.#next]?.midi ?? midi;
    return target + foldOctave(midi - target);
  }
}
