import type { VexFlowModule } from './load-vexflow.ts';
import { fontText, type LayerFont } from './row-layer.ts';

/**
 * Remembers VexFlow's text measurements, by font and text: a score repeats a few dozen symbols, and
 * measuring one takes longer than placing it. Call it after the fonts are loaded.
 */
export function rememberTextMeasurements({ Element }: Pick<VexFlowModule, 'Element'>): void {
  const measure = Element.prototype.measureText;
  const known = new Map<string, ReturnType<typeof measure>>();
  Element.prototype.measureText = function measureText() {
    const { family, size, weight, style } = this.fontInfo;
    const key = `${family}/${size}/${weight}/${style}/${this.text}`;
    const metrics = known.get(key);
    if (!metrics) {
      const measured = measure.call(this);
      known.set(key, measured);
      return measured;
    }
    const { actualBoundingBoxAscent, actualBoundingBoxDescent, width } = metrics;
    Object.assign(this, {
      _textMetrics: metrics,
      _height: actualBoundingBoxAscent + actualBoundingBoxDescent,
      _width: width,
      metricsValid: true,
    });
    return metrics;
  };
}

let canvas: CanvasRenderingContext2D | null | undefined;

/** The width of a text, in VexFlow's units. Not remembered, because the page's own font may load later. */
export function measureWidth(text: string, font: LayerFont): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) throw new Error('Canvas 2D is not available');
  canvas.font = fontText(font);
  return canvas.measureText(text).width;
}
