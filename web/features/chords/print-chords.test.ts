import { expect, it } from 'vitest';
import { printChords } from './print-chords.ts';

/** Draws in letters that are as wide as the font is high. */
function drawn(places: readonly { text: string; x: number }[], right = 400) {
  let size = 0;
  const texts: { text: string; left: number; right: number; y: number }[] = [];
  const width = (text: string) => size * text.length;
  printChords(
    {
      setFont: (_, next) => {
        size = next;
      },
      measureText: (text) => ({ width: width(text) }),
      fillText: (text, x, y) => texts.push({ text, left: x, right: x + width(text), y }),
    },
    places,
    { baseline: 30, right },
  );
  return texts;
}

it('prints chords on one line where they begin', () => {
  const chords = drawn([
    { text: 'C', x: 10 },
    { text: 'Am7', x: 100 },
  ]);
  expect(chords.map(({ text, left, y }) => [text, left, y])).toEqual([
    ['C', 10, 30],
    ['Am7', 100, 30],
  ]);
  // Both are as high as usual.
  expect(chords.map(({ left, right, text }) => (right - left) / text.length)).toEqual([14, 14]);
});

it('shrinks a chord that would touch the next one, or the end of the row', () => {
  const [first, last] = drawn(
    [
      { text: 'Am7', x: 10 },
      { text: 'D7/F', x: 52 },
    ],
    100,
  );
  expect(first?.right).toBeLessThanOrEqual(52 - 8);
  expect(last?.right).toBeLessThanOrEqual(100);
});

it('moves a chord aside where the one before it cannot shrink enough', () => {
  const [first, second, third] = drawn([
    { text: 'F#m7', x: 10 },
    { text: 'B7', x: 25 },
    { text: 'E', x: 200 },
  ]);
  expect(first?.left).toBe(10);
  expect(second?.left).toBeGreaterThan(first?.right ?? 0);
  // Still legible, and the others stand where they begin.
  expect(((first?.right ?? 0) - (first?.left ?? 0)) / 4).toBeGreaterThan(10);
  expect(third?.left).toBe(200);
});
