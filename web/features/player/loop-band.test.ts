import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { bandIn, type RowExtents, sectionOf } from './loop-band.ts';

const restAt = (startTick: number) => ({
  kind: 'rest' as const,
  startTick,
  durationTicks: 48,
  type: 'quarter' as const,
  dots: 0,
  fillsMeasure: false,
});
const noteAt = (startTick: number, sungNote: number) =>
  noteOf({ step: 'A', alter: 0, octave: 4 }, { startTick, sungNote });

/** Each measure: a rest, two notes, a rest; a second for each. */
const measures = [0, 1, 2].map((index) =>
  measureOf(
    [
      restAt(index * 192),
      noteAt(index * 192 + 48, 2 * index),
      noteAt(index * 192 + 96, 2 * index + 1),
      restAt(index * 192 + 144),
    ],
    0,
    { number: index + 1, startTick: index * 192 },
  ),
);
const score = scoreOf(measures);
const timeline = [0, 1, 2].flatMap((measure) =>
  [1, 2].map((element) => ({
    startSeconds: 4 * measure + element,
    endSeconds: 4 * measure + element + 1,
    elementId: `m${measure}e${element}`,
    sungNote: 2 * measure + element - 1,
  })),
);
/** The first two measures, 100 wide; a quarter of it for each symbol. */
const row: RowExtents = {
  measures: new Map([
    [0, { x: 10, width: 100 }],
    [1, { x: 110, width: 100 }],
  ]),
  notes: new Map(
    [0, 1].flatMap((measure) =>
      [1, 2].map((element) => [
        `m${measure}e${element}`,
        { x: 10 + 100 * measure + 25 * element, width: 25 },
      ]),
    ),
  ),
};
const bandOf = (startSeconds: number, endSeconds: number) => {
  const section = sectionOf(score, timeline, { startSeconds, endSeconds });
  return section && bandIn(row, section);
};

it('a loop over a measure covers it whole, with its rests', () => {
  expect(bandOf(0, 4)).toEqual({ x: 10, width: 100 });
  expect(bandOf(4, 8)).toEqual({ x: 110, width: 100 });
});

it('a loop over two notes covers the rests between them', () => {
  // From the second note of the first measure up to the second note of the next.
  expect(bandOf(2, 6)).toEqual({ x: 60, width: 100 });
});

it('a loop that goes on in the next row reaches the end of this one', () => {
  expect(bandOf(5, 12)).toEqual({ x: 135, width: 75 });
});

it('a row without a part of the loop has no band', () => {
  expect(bandOf(8, 12)).toBeUndefined();
  expect(sectionOf(score, timeline, { startSeconds: 1.2, endSeconds: 1.4 })).toBeUndefined();
});
