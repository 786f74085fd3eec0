import { melodyScore } from '@my-pitch/shared/notation/melody.fixture';
import type { Score } from '@my-pitch/shared/score';
import { beforeAll, expect, it } from 'vitest';
import { engraveInSteps } from '../score/engraving/draw-row.ts';
import { layOutRows } from '../score/engraving/lay-out-rows.ts';
import type { VexFlowModule } from '../score/engraving/load-vexflow.ts';
import { planRow } from '../score/engraving/plan-row.ts';
import { importVexFlow } from '../score/engraving/testing/import-vexflow.ts';
import { wordWidth } from './word-width.ts';

let vex: VexFlowModule;

beforeAll(async () => {
  vex = await importVexFlow();
});

/** Measures of quarters and eighths: Node has no document to draw dots with. */
const lengths = [1, 1, 0.5, 0.5, 1];
const song = melodyScore(
  Array.from({ length: 40 }, (_, i) => [62 + ((5 * i) % 12), lengths[i % 5] ?? 1] as const),
);

function withWords(words: readonly string[]): Score {
  const lyrics = song.sungNotes.map((_, sungNote) => ({
    text: words[sungNote % words.length] ?? '',
    sungNote,
  }));
  return { ...song, lyrics };
}

interface DrawnText {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

function drawnRows(score: Score, width: number): readonly (readonly DrawnText[])[] {
  return layOutRows(score, { perRow: 4, width, withNoteNames: false }).map((layout) => {
    const drawing = { plans: planRow(score, layout), layout, perRow: 4, width };
    const steps = engraveInSteps(vex, drawing, (text, { size }) => (wordWidth(text) * size) / 14);
    for (;;) {
      const step = steps.next();
      if (!step.done) continue;
      const texts = step.value.context
        .markup()
        .matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*KR[^>]*font-size="([\d.]+)"[^>]*>([^<]+)</g);
      return [...texts].map(([, x, y, size, text = '']) => ({
        ...{ text, from: Number(x), y: Number(y) },
        to: Number(x) + (wordWidth(text) * Number(size)) / 14,
      }));
    }
  });
}

it.each([
  ['short words', ['la', 'so']],
  ['long words', ['straight', 'thoughts', 'a', 'through']],
  ['Korean', ['사', '랑', '해요']],
])('%s stand apart in every row, below the staff', (_, words) => {
  const score = withWords(words);
  const rows = drawnRows(score, 900);
  expect(rows.flat().map(({ text }) => text)).toEqual((score.lyrics ?? []).map(({ text }) => text));
  for (const row of rows) {
    expect(new Set(row.map(({ y }) => y)).size).toBe(1);
    for (const [i, { from }] of row.entries()) expect(from).toBeGreaterThan(row[i - 1]?.to ?? 0);
  }
});

it('a second verse has a line of its own under the first, and its words stand apart, too', () => {
  const lyrics = song.sungNotes.flatMap((_, sungNote) => [
    { text: 'la', sungNote },
    { text: 'straight', sungNote, verse: 2 },
  ]);
  for (const row of drawnRows({ ...song, lyrics }, 900)) {
    const lines = Map.groupBy(row, ({ y }) => y);
    const [first, second, ...others] = [...lines].sort(([a], [b]) => a - b);
    expect([first?.[1][0]?.text, second?.[1][0]?.text, others.length]).toEqual([
      'la',
      'straight',
      0,
    ]);
    // As high as the letters at least.
    expect((second?.[0] ?? 0) - (first?.[0] ?? 0)).toBeGreaterThan(14);
    for (const line of lines.values()) {
      for (const [i, { from }] of line.entries())
        expect(from).toBeGreaterThan(line[i - 1]?.to ?? 0);
    }
  }
});

it('a chord over an empty measure stands at its start, as over a note', () => {
  const symbol = { root: { step: 'G', alter: 0 }, kind: 'major' } as const;
  const chords = [{ startTick: 0, startSeconds: 0, confidence: 1, symbol }];
  const xOver = (midi: number | undefined) => {
    const score = { ...melodyScore([[midi, 4], [62, 4] as const]), chords };
    return drawnRows(score, 900)[0]?.[0]?.from ?? 0;
  };
  expect(Math.abs(xOver(undefined) - xOver(69))).toBeLessThan(20);
});

it('rows of long words have fewer measures, and every row has room for its verses', () => {
  const options = { perRow: 4, width: 700, withNoteNames: false };
  const plain = layOutRows(song, options);
  const long = layOutRows(withWords(['straight', 'thoughts']), options);
  expect(long.length).toBeGreaterThan(plain.length);
  expect(plain[0]?.verses).toEqual([]);
  const one = layOutRows(withWords(['la']), options)[0];
  const lyrics = [...(withWords(['la']).lyrics ?? []), { text: '둘', verse: 2, sungNote: 0 }];
  const two = layOutRows({ ...song, lyrics }, options)[0];
  expect(one?.height).toBeGreaterThan(plain[0]?.height ?? 0);
  expect(two?.height).toBeGreaterThan(one?.height ?? 0);
  for (const row of [one, two]) {
    const last = (row?.wordsBaseline ?? 0) + 18 * ((row?.verses.length ?? 0) - 1);
    expect(last).toBeLessThan(row?.height ?? 0);
  }
});
