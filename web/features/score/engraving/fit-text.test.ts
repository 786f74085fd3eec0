import { expect, it } from 'vitest';
import { fitText } from './fit-text.ts';

/** The size and width of a text of four letters, each as wide as the font is high. */
function fitted(room: number) {
  let size = 0;
  const width = fitText(
    {
      setFont: (_, next) => {
        size = next;
      },
      measureText: (text) => ({ width: size * text.length }),
    },
    'Dm7♭',
    { size: 10, minScale: 0.75, room },
  );
  return { size, width };
}

it('a text keeps its size where it has room, shrinks to its room, and stays legible', () => {
  expect(fitted(50)).toEqual({ size: 10, width: 40 });
  expect(fitted(36)).toEqual({ size: 9, width: 36 });
  expect(fitted(8)).toEqual({ size: 7.5, width: 30 });
});
