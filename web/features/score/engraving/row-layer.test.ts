import { expect, it } from 'vitest';
import { musicFont, RowLayer } from './row-layer.ts';

const words = { family: 'Academico', size: 16, isBold: true };

it('draws all shapes as one path, each clockwise so that overlaps stay filled', () => {
  const layer = new RowLayer();
  layer.addPolygon([
    [0, 0],
    [0, 10],
    [10, 10],
    [10, 0],
  ]);
  layer.addRectangle(20, 30, -5, -6);
  expect(layer.markup()).toBe('<path d="M10 0L10 10L0 10L0 0ZM15 24H20V30H15Z"/>');
});

it('draws the signs of notes as outlines', () => {
  const layer = new RowLayer();
  layer.addText('\ue0a4', 12.345, 6, musicFont);
  expect(layer.markup()).toMatch(/^<path d="M12.35 6m3.88 5c[^"]*z"\/>$/);
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
