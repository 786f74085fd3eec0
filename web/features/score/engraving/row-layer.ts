import { noteOutlines } from './note-outlines.ts';

/** A font, with its size in VexFlow's units. */
export interface LayerFont {
  readonly family: string;
  readonly size: number;
  readonly isBold: boolean;
}

interface Signs {
  readonly font: LayerFont;
  text: string;
  xs: string;
  ys: string;
}

/** The font of an SVG's symbols, which are not repeated at each of them. */
export const musicFont: LayerFont = {
  family: 'My Pitch Music,My Pitch Text',
  size: 40,
  isBold: false,
};

/** A font in the notation of CSS. */
export function fontText({ family, size, isBold }: LayerFont): string {
  return `${isBold ? 'bold ' : ''}${size}px ${family}`;
}

/** Two decimals: a hundredth of a unit cannot be seen. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** An element's attributes for a font, without those of {@link musicFont}. */
function fontAttributes({ family, size, isBold }: LayerFont): string {
  const ofFamily = family === musicFont.family ? '' : ` font-family="${family}"`;
  const ofSize = size === musicFont.size ? '' : ` font-size="${rounded(size)}"`;
  return `${ofFamily}${ofSize}${isBold ? ' font-weight="bold"' : ''}`;
}

/**
 * Shapes and signs that are drawn as few SVG elements: one path for all shapes and for the signs of
 * notes, and one text element for all other signs of a font, each at its own position. Outlines of
 * signs need no text layout, which takes a browser longer than all else about a note.
 */
export class RowLayer {
  #shapes = '';
  #words = '';
  readonly #signs = new Map<string, Signs>();

  /**
   * Adds a polygon. Its points are ordered clockwise, because shapes of one path with different
   * directions would cut holes into each other where they overlap.
   */
  addPolygon(points: readonly (readonly [x: number, y: number])[]): void {
    const area = points.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0);
    const ordered = area < 0 ? [...points].reverse() : points;
    const corners = ordered.map(([x, y]) => `${rounded(x)} ${rounded(y)}`);
    this.#shapes += `M${corners.join('L')}Z`;
  }

  addRectangle(x: number, y: number, width: number, height: number): void {
    const [left, right] = width < 0 ? [x + width, x] : [x, x + width];
    const [top, bottom] = height < 0 ? [y + height, y] : [y, y + height];
    this.#shapes += `M${rounded(left)} ${rounded(top)}H${rounded(right)}V${rounded(bottom)}H${rounded(left)}Z`;
  }

  /** Adds a path whose closed curves run clockwise. */
  addClockwisePath(path: string): void {
    this.#shapes += path;
  }

  /** Adds text that begins at x on the baseline y. */
  addText(text: string, x: number, y: number, font: LayerFont): void {
    const outline = font.size === musicFont.size ? noteOutlines[text] : undefined;
    if (outline) {
      this.#shapes += `M${rounded(x)} ${rounded(y)}${outline}`;
      return;
    }
    if (text.length > 1) {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      this.#words += `<text x="${rounded(x)}" y="${rounded(y)}"${fontAttributes(font)}>${escaped}</text>`;
      return;
    }
    const key = `${font.family}/${font.size}/${font.isBold}`;
    const signs = this.#signs.get(key);
    if (signs) {
      signs.text += text;
      signs.xs += ` ${rounded(x)}`;
      signs.ys += ` ${rounded(y)}`;
    } else {
      this.#signs.set(key, { font, text, xs: String(rounded(x)), ys: String(rounded(y)) });
    }
  }

  /** The layer as SVG elements. */
  markup(): string {
    let markup = this.#shapes && `<path d="${this.#shapes}"/>`;
    for (const { font, text, xs, ys } of this.#signs.values()) {
      markup += `<text x="${xs}" y="${ys}"${fontAttributes(font)}>${text}</text>`;
    }
    return markup + this.#words;
  }
}
