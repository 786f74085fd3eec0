import type { FontInfo } from 'vexflow/core';
import type { VexFlowModule } from './load-vexflow.ts';
import { fontText, type LayerFont } from './row-layer.ts';

/**
 * Remembers VexFlow's text measurements, by font and text: a score repeats a few dozen symbols, and
 * measuring one takes longer than placing it. Call it after the fonts are loaded.
 */
export function rememberTextMeasurements({ Element }: Pick<VexFlowModule, 'Element'>): void {
  const measure = Element.prototype.measureText;
  const known = new Map<string, Measured[]>();
  Element.prototype.measureText = function measureText() {
    const font = this.fontInfo;
    const ofText = known.get(this.text) ?? [];
    const measured = ofText.find((each) => isSameFont(each.font, font));
    if (!measured) {
      const metrics = measure.call(this);
      known.set(this.text, [...ofText, { font: { ...font }, metrics }]);
      return metrics;
    }
    const { actualBoundingBoxAscent, actualBoundingBoxDescent, width } = measured.metrics;
    Object.assign(this, {
      _textMetrics: measured.metrics,
      _height: actualBoundingBoxAscent + actualBoundingBoxDescent,
      _width: width,
      metricsValid: true,
    });
    return measured.metrics;
  };
}

interface Measured {
  readonly font: FontInfo;
  readonly metrics: TextMetrics;
}

/** Comparing fields takes less time than composing a key of them. */
function isSameFont(one: FontInfo, other: FontInfo): boolean {
  return (
    one.size === other.size &&
    one.family === other.family &&
    one.weight === other.weight &&
    one.style === other.style
  );
}

let canvas: CanvasRenderingContext2D | null | undefined;

/** The width of a text, in VexFlow's units. Not remembered, because the page's own font may load later. */
export function measureWidth(text: string, font: LayerFont): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) throw new Error('Canvas 2D is not available');
  canvas.font = fontText(font);
  return canvas.measureText(text).width;
}
