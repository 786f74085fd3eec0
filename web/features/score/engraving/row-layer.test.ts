import { expect, it } from 'vitest';
import { noteOutlines } from './note-outlines.ts';
import { musicFont, RowLayer } from './row-layer.ts';

const words = { family: 'Academico', size: 16, isBold: true };

it('draws all shapes as one path, each counter-clockwise so that overlaps stay filled', () => {
  const layer = new RowLayer();
  layer.addPolygon([
    [0, 0],
    [0, 10],
    [10, 10],
    [10, 0],
  ]);
  layer.addRectangle(20, 30, -5, -6);
  expect(layer.markup()).toBe('<path d="M0 0L0 10L10 10L10 0ZM15 24V30H20V24Z"/>');
});

it('draws the signs of notes as outlines', () => {
  const layer = new RowLayer();
  layer.addText('\ue0a4', 12.345, 6, musicFont);
  expect(layer.markup()).toMatch(/^<path d="M12.35 6m3.88 5c[^"]*z"\/>$/);
});

it('outlines of signs run counter-clockwise too, so that ledger lines cut no holes into heads', () => {
  for (const [sign, outline] of Object.entries(noteOutlines)) {
    let [x, y] = [0, 0];
    const corners: (readonly [number, number])[] = [];
    // The first curve of an outline is its outer one, or as wide as any.
    for (const [, , numbers = ''] of (outline.split('z')[0] ?? '').matchAll(/([mlc])([^mlc]*)/g)) {
      const values = (numbers.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
      [x, y] = [x + (values.at(-2) ?? 0), y + (values.at(-1) ?? 0)];
      corners.push([x, y]);
    }
    const area = corners.reduce((sum, [fromX, fromY], index) => {
      const [toX, toY] = corners[(index + 1) % corners.length] ?? [0, 0];
      return sum + fromX * toY - toX * fromY;
    }, 0);
    expect([sign, Math.sign(area)]).toEqual([sign, -1]);
  }
});

it('draws other signs of a font as one text, each at its position', () => {
  const layer = new RowLayer();
  layer.addText('\ue050', 1, 2, musicFont);
  layer.addText('7', 3, 4, words);
  layer.addText('\ue062', 5, 6, musicFont);
  expect(layer.markup()).toBe(
    '<text x="1 5" y="2 6">\ue050\ue062</text>' +
      '<text x="3" y="4" font-family="Academico" font-size="16" font-weight="bold">7</text>',
  );
});

it('writes words as they are', () => {
  const layer = new RowLayer();
  layer.addText('a<b & c', 1, 2, musicFont);
  expect(layer.markup()).toBe('<text x="1" y="2">a&lt;b &amp; c</text>');
});
