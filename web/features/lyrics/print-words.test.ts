import { expect, it } from 'vitest';
import type { PlannedWord } from './planned-words.ts';
import { printWords, type WordPlace } from './print-words.ts';

interface Printed {
  readonly texts: { text: string; from: number; to: number; y: number }[];
  readonly lines: { from: number; to: number; y: number }[];
}

/** Every character is 6 wide at size 14. */
function print(places: readonly WordPlace[], verses: readonly number[] = [1]): Printed {
  const printed: Printed = { texts: [], lines: [] };
  let size = 0;
  const widthOf = (text: string) => (6 * text.length * size) / 14;
  const context = {
    setFont: (_family: string, px: string) => {
      size = Number.parseFloat(px);
    },
    measureText: (text: string) => ({ width: widthOf(text) }),
    fillText: (text: string, x: number, y: number) =>
      printed.texts.push({ text, from: x, to: x + widthOf(text), y }),
    fillRect: (x: number, y: number, width: number) =>
      printed.lines.push({ from: x, to: x + width, y }),
  };
  printWords(context, places, verses, { left: 50, right: 500, baseline: 100 });
  return printed;
}

function at(x: number, text: string, others: Partial<PlannedWord> = {}): WordPlace {
  const word = { verse: 1, text, continues: false, goesOn: false, ...others };
  return { words: [word], left: x - 6, right: x + 6 };
}

it('prints words under the middle of their notes', () => {
  const { texts, lines } = print([at(100, 'one'), at(200, 'two')]);
  expect(texts.map(({ from, to }) => (from + to) / 2)).toEqual([100, 200]);
  expect(lines).toEqual([]);
});

it('prints no two words over each other', () => {
  const crowded = ['through', 'straight', 'strength', 'a', 'thoughts'].map((text, i) =>
    at(100 + 30 * i, text),
  );
  const { texts } = print(crowded);
  for (const [i, { from }] of texts.entries()) {
    expect(from).toBeGreaterThan(texts[i - 1]?.to ?? 0);
  }
});

it('puts a hyphen between the syllables of a word, and more over a long one', () => {
  const near = print([at(100, 'Hel', { goesOn: true }), at(140, 'lo', { continues: true })]);
  expect(near.lines).toHaveLength(1);
  expect(near.lines[0]?.from).toBeGreaterThan(near.texts[0]?.to ?? 0);
  expect(near.lines[0]?.to).toBeLessThan(near.texts[1]?.from ?? 0);
  const far = print([at(100, 'Hel', { goesOn: true }), at(400, 'lo', { continues: true })]);
  expect(far.lines.length).toBeGreaterThan(2);
});

it('draws a line from a held word to its last note', () => {
  const { lines, texts } = print([at(100, 'oh'), at(150, ''), at(200, ''), at(300, 'you')]);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.from).toBeCloseTo((texts[0]?.to ?? 0) + 2, 5);
  expect(lines[0]?.to).toBe(206);
});

it('goes on from the row above, and into the row below', () => {
  const held = print([at(100, ''), at(200, 'you')]);
  expect(held.lines).toEqual([expect.objectContaining({ from: 52, to: 106 })]);
  const hyphens = print([at(100, 'lo', { continues: true }), at(300, 'beau', { goesOn: true })]);
  expect(hyphens.lines[0]?.to).toBeLessThan(hyphens.texts[0]?.from ?? 0);
  expect(hyphens.lines.at(-1)?.from).toBeGreaterThan(hyphens.texts[1]?.to ?? 0);
});

it('prints a second verse below the first', () => {
  const both = {
    ...at(100, 'one'),
    words: [...at(100, 'one').words, ...at(100, '둘', { verse: 2 }).words],
  };
  expect(print([both], [1, 2]).texts.map(({ text, y }) => [text, y])).toEqual([
    ['one', 100],
    ['둘', 118],
  ]);
});
