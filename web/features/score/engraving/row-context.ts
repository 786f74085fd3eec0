import type { FontInfo, TextMeasure } from 'vexflow/core';
import { fontText, type LayerFont, musicFont, RowLayer, rounded } from './row-layer.ts';
import { SimpleContext } from './simple-context.ts';

const pixelsPerPoint = 4 / 3;
const svgNamespace = 'http://www.w3.org/2000/svg';
const staffGroup = 'stave';

interface State {
  readonly font: LayerFont;
  readonly lineWidth: number;
}

/** Where a note is clicked and touched. */
export interface NoteTarget {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface NoteLayer extends RowLayer {
  target?: NoteTarget;
}

/**
 * What VexFlow draws on for one row. It collects all shapes and signs and makes few SVG elements of
 * them: a group for each note, with what is coloured together (head, stem, flag, accidental, dots,
 * ledger lines), one path of staff lines, and one layer for all else. VexFlow's own context makes an
 * element for each of them, which took most of the drawing time.
 */
export class RowContext extends SimpleContext {
  readonly #measure: (text: string, font: LayerFont) => number;
  readonly #notes = new Map<string, NoteLayer>();
  readonly #rests = new Map<string, RowLayer>();
  readonly #noteOfStem = new Map<string, NoteLayer>();
  readonly #common = new RowLayer();
  readonly #layers: RowLayer[] = [this.#common];
  readonly #groups: string[] = [];
  readonly #saved: State[] = [];
  #state: State = { font: musicFont, lineWidth: 1 };
  #points: (readonly [x: number, y: number])[] = [];
  #staffLines = '';

  /** @param measure width of a text in a font, in VexFlow's units. */
  constructor(measure: (text: string, font: LayerFont) => number) {
    super();
    this.#measure = measure;
  }

  /** Gives a note a group of its own, which includes its stem. Call it before the note is drawn. */
  addNote(id: string, stemId: string | undefined): void {
    const layer = new RowLayer();
    this.#notes.set(id, layer);
    if (stemId !== undefined) this.#noteOfStem.set(stemId, layer);
  }

  /** Gives a rest a group of its own, by which it is found. */
  addRest(id: string): void {
    this.#rests.set(id, new RowLayer());
  }

  setTarget(id: string, target: NoteTarget): void {
    const layer = this.#notes.get(id);
    if (layer) layer.target = target;
  }

  /** Adds a path whose closed curves run clockwise. */
  addClockwisePath(path: string): void {
    this.#common.addClockwisePath(path);
  }

  /** The content of the SVG, in VexFlow's units. */
  markup(): string {
    let markup = `<path class="staff-lines" fill="none" stroke="#999999" d="${this.#staffLines}"/>`;
    markup += this.#common.markup();
    for (const [id, layer] of this.#notes) {
      const target = layer.target ? targetMarkup(layer.target) : '';
      markup += `<g class="vf-stavenote" id="vf-${id}" data-element="${id}">${target}${layer.markup()}</g>`;
    }
    for (const [id, layer] of this.#rests) markup += `<g id="vf-${id}">${layer.markup()}</g>`;
    return markup;
  }

  /** The drawing as an SVG outside the document, which scales to the size of its box. */
  toSvg(width: number, height: number): SVGSVGElement {
    const svg = document.createElementNS(svgNamespace, 'svg');
    svg.setAttribute('viewBox', `0 0 ${rounded(width)} ${height}`);
    svg.setAttribute('preserveAspectRatio', 'xMinYMid meet');
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('font-family', musicFont.family);
    svg.setAttribute('font-size', String(musicFont.size));
    svg.innerHTML = this.markup();
    return svg;
  }

  override openGroup(name?: string, id = ''): void {
    const above = this.#layers.at(-1) ?? this.#common;
    const own =
      name === 'stem' ? this.#noteOfStem.get(id) : (this.#notes.get(id) ?? this.#rests.get(id));
    this.#layers.push(own ?? above);
    this.#groups.push(name ?? '');
  }

  override closeGroup(): void {
    this.#layers.pop();
    this.#groups.pop();
  }

  override beginPath(): this {
    this.#points = [];
    return this;
  }

  override moveTo(x: number, y: number): this {
    this.#points.push([x, y]);
    return this;
  }

  override lineTo(x: number, y: number): this {
    this.#points.push([x, y]);
    return this;
  }

  override closePath(): this {
    return this;
  }

  override fill(): this {
    this.#layer.addPolygon(this.#points);
    return this;
  }

  /** Draws the path's straight lines as rectangles, or as a part of the staff. */
  override stroke(): this {
    for (const [index, [x, y]] of this.#points.entries()) {
      const [endX, endY] = this.#points[index + 1] ?? [x, y];
      if (endX === x && endY === y) continue;
      if (this.#groups.at(-1) === staffGroup) {
        this.#staffLines += `M${rounded(x)} ${rounded(y)}H${rounded(endX)}`;
      } else {
        this.#strokeLine(x, y, endX, endY);
      }
    }
    return this;
  }

  #strokeLine(x: number, y: number, endX: number, endY: number): void {
    const half = this.#state.lineWidth / 2 / Math.hypot(endX - x, endY - y);
    const [acrossX, acrossY] = [-(endY - y) * half, (endX - x) * half];
    this.#layer.addPolygon([
      [x + acrossX, y + acrossY],
      [endX + acrossX, endY + acrossY],
      [endX - acrossX, endY - acrossY],
      [x - acrossX, y - acrossY],
    ]);
  }

  override fillRect(x: number, y: number, width: number, height: number): this {
    this.#layer.addRectangle(x, y, width, height);
    return this;
  }

  override fillText(text: string, x: number, y: number): this {
    if (text) this.#layer.addText(text, x, y, this.#state.font);
    return this;
  }

  override measureText(text: string): TextMeasure {
    const { font } = this.#state;
    return { x: 0, y: 0, width: this.#measure(text, font), height: font.size };
  }

  override setFont(
    font?: string | FontInfo,
    size?: string | number,
    weight?: string | number,
  ): this {
    const info = typeof font === 'object' ? font : { family: font, size, weight };
    const family = info.family ?? musicFont.family;
    const isBold = info.weight === 'bold' || Number(info.weight) >= 600;
    this.#state = { ...this.#state, font: { family, size: pixels(info.size), isBold } };
    return this;
  }

  override getFont(): string {
    return fontText(this.#state.font);
  }

  override setLineWidth(lineWidth: number): this {
    this.#state = { ...this.#state, lineWidth };
    return this;
  }

  override save(): this {
    this.#saved.push(this.#state);
    return this;
  }

  override restore(): this {
    this.#state = this.#saved.pop() ?? this.#state;
    return this;
  }

  get #layer(): RowLayer {
    return this.#layers.at(-1) ?? this.#common;
  }
}

/** A font size in pixels; VexFlow counts in points where it names no unit. */
function pixels(size: string | number | undefined): number {
  const value = Number.parseFloat(String(size ?? 30));
  return String(size).endsWith('px') ? value : value * pixelsPerPoint;
}

function targetMarkup({ x, y, width, height }: NoteTarget): string {
  return `<rect class="note-target" x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${height}"/>`;
}
