import type { Judgement } from './judge.ts';
import { gutterWidth, type Picture } from './picture.ts';
import { yOf } from './pitch-rows.ts';
import { endSeconds, xOf } from './viewport.ts';

type Style = Judgement | 'between';

/** Draws the sung pitch: thin where it is in tune, thick where sharp, thick and dashed where flat. */
export function drawCurve(context: CanvasRenderingContext2D, picture: Picture): void {
  const { data, viewport, rows, plotWidth } = picture;
  if (!data.curve) return;
  const { midi, hopSeconds } = data.curve;
  const until = endSeconds(viewport, { width: plotWidth });
  const framesPerPixel = 1 / (hopSeconds * viewport.pixelsPerSecond);
  const stride = Math.max(1, Math.floor(framesPerPixel));
  // A multiple of the stride, so that the same frames are drawn at any scroll position.
  const first = Math.max(0, Math.floor(viewport.startSeconds / hopSeconds / stride) - 1) * stride;
  const last = Math.min(midi.length - 1, Math.ceil(until / hopSeconds) + stride);
  const pen = new CurvePen(context, picture);
  for (let frame = first; frame <= last; frame += stride) {
    const pitch = midi[frame] as number;
    if (Number.isNaN(pitch)) pen.end();
    else {
      const x = gutterWidth + xOf(viewport, frame * hopSeconds);
      pen.add(x, yOf(rows, pitch), data.judgements[frame] ?? 'between');
    }
  }
  pen.end();
}

/** A line that changes its style without a gap. */
class CurvePen {
  readonly #context: CanvasRenderingContext2D;
  readonly #palette: Picture['palette'];
  #style: Style | undefined;
  #x = 0;
  #y = 0;

  constructor(context: CanvasRenderingContext2D, { palette }: Picture) {
    this.#context = context;
    this.#palette = palette;
  }

  add(x: number, y: number, style: Style): void {
    if (style !== this.#style) {
      const isFirst = this.#style === undefined;
      this.#stroke();
      this.#context.beginPath();
      if (isFirst) this.#context.moveTo(x, y);
      else this.#context.moveTo(this.#x, this.#y);
      this.#style = style;
    }
    this.#context.lineTo(x, y);
    this.#x = x;
    this.#y = y;
  }

  end(): void {
    this.#stroke();
    this.#style = undefined;
  }

  #stroke(): void {
    if (this.#style === undefined) return;
    const [context, palette, style] = [this.#context, this.#palette, this.#style];
    const colours: Readonly<Record<Style, string>> = {
      'in-tune': palette.leaf,
      sharp: palette.sharp,
      flat: palette.flat,
      between: palette.quiet,
    };
    context.strokeStyle = colours[style];
    context.lineWidth = style === 'between' ? 1.25 : style === 'in-tune' ? 2 : 3;
    context.setLineDash(style === 'flat' ? [5, 3] : []);
    context.lineJoin = 'round';
    context.stroke();
    context.setLineDash([]);
  }
}
