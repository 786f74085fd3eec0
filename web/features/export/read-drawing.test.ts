import { expect, it } from 'vitest';
import { readDrawing } from './read-drawing.ts';

type Attributes = Readonly<Record<string, string>>;

/** An SVG element with these attributes and children. */
function element(tagName: string, attributes: Attributes, children: readonly Element[] = []) {
  return {
    tagName,
    children,
    textContent: attributes.text ?? '',
    classList: { contains: (name: string) => attributes.class === name },
    getAttribute: (name: string) => attributes[name] ?? null,
  } as unknown as Element;
}
const marksOf = (...children: readonly Element[]) => readDrawing(element('svg', {}, children));

it('reads filled and stroked paths; a path without either is invisible', () => {
  expect(
    marksOf(
      element('path', { d: 'M0 0' }),
      element('path', { d: 'M1 1', fill: 'none', stroke: 'black', 'stroke-width': '1.5' }),
      element('path', { d: 'M2 2', fill: 'none', stroke: '#999999' }),
      element('path', { d: 'M3 3', fill: 'none' }),
    ),
  ).toEqual([
    { kind: 'fill', path: 'M0 0' },
    { kind: 'stroke', path: 'M1 1', width: 1.5, isFaint: false },
    { kind: 'stroke', path: 'M2 2', width: 1, isFaint: true },
  ]);
});

it('reads each sign of a text with its own position', () => {
  const signs = element('text', { text: 'abc', x: '1 2.5 3', y: '7 8 9' });
  expect(marksOf(signs).map((mark) => mark.kind === 'text' && [mark.text, mark.x, mark.y])).toEqual(
    [
      ['a', 1, 7],
      ['b', 2.5, 8],
      ['c', 3, 9],
    ],
  );
});

it('reads text with the style of its groups', () => {
  const style = { 'font-family': 'Bravura, Academico', 'font-size': '12' };
  const group = element('g', { ...style, 'font-weight': 'bold' }, [
    element('text', { text: 'Swing', x: '5', y: '6' }),
    element('text', { text: 'plain', 'font-weight': 'normal' }),
  ]);
  expect(marksOf(group)).toEqual([
    {
      kind: 'text',
      text: 'Swing',
      x: 5,
      y: 6,
      families: ['Bravura', 'Academico'],
      size: 12,
      isBold: true,
    },
    expect.objectContaining({ text: 'plain', x: 0, y: 0, isBold: false }),
  ]);
});

it('counts weights from 600 as bold', () => {
  const isBold = (weight: string) =>
    marksOf(element('text', { text: 'A', 'font-weight': weight })).map(
      (mark) => mark.kind === 'text' && mark.isBold,
    );
  expect([isBold('500'), isBold('600')]).toEqual([[false], [true]]);
});

it('leaves pointer targets out', () => {
  const target = element('g', { class: 'note-target' }, [element('path', { d: 'M0 0' })]);
  expect(marksOf(target)).toEqual([]);
});
