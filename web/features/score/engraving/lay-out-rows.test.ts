import { expect, it } from 'vitest';
import { layOutRows } from './lay-out-rows.ts';
import { measureOf, noteOf, scoreOf } from './score.fixture.ts';

const options = { perRow: 3, width: 900, withNoteNames: false };
const noteAt = (octave: number) => noteOf({ step: 'A', alter: 0, octave });
const plain = (index: number) => measureOf([noteAt(4)], 0, { startTick: index * 192 });

it('rows have at most the wanted number of measures, and the last one is not left with one', () => {
  const rows = layOutRows(scoreOf([0, 1, 2, 3, 4, 5, 6].map(plain)), options);
  expect(rows.map(({ firstMeasure, measureCount }) => [firstMeasure, measureCount])).toEqual([
    [0, 2],
    [2, 2],
    [4, 3],
  ]);
  expect(rows.map(({ fillsWidth }) => fillsWidth)).toEqual([true, true, true]);
});

it('a short song is not stretched over the width', () => {
  const rows = layOutRows(scoreOf([plain(0), plain(1)]), { ...options, perRow: 5 });
  expect(rows.map(({ measureCount, fillsWidth }) => [measureCount, fillsWidth])).toEqual([
    [2, false],
  ]);
});

it('a long song has as few rows as the maximum allows', () => {
  const dense = (index: number) =>
    measureOf(
      Array.from({ length: 6 }, () => noteAt(4)),
      0,
      { startTick: index * 192 },
    );
  const score = scoreOf(Array.from({ length: 334 }, (_, index) => dense(index)));
  const rows = layOutRows(score, { ...options, perRow: 5, width: 1326 });
  expect(rows.reduce((sum, { measureCount }) => sum + measureCount, 0)).toBe(334);
  expect(rows.length).toBe(Math.ceil(334 / 5));
});

it('a crowded row moves measures to the next row, but always keeps one', () => {
  const crowded = (index: number) =>
    measureOf(
      Array.from({ length: 32 }, () =>
        noteOf({ step: 'C', alter: 1, octave: 5 }, { type: '32nd', durationTicks: 6 }),
      ),
      0,
      { startTick: index * 192 },
    );
  const rows = layOutRows(scoreOf([crowded(0), crowded(1), plain(2), plain(3)]), {
    ...options,
    width: 700,
  });
  expect(rows.map(({ measureCount }) => measureCount)).toEqual([1, 1, 2]);
});

it('high and low notes make their row higher', () => {
  const score = scoreOf([
    plain(0),
    plain(1),
    measureOf([noteAt(7), noteAt(2)], 0, { startTick: 384 }),
  ]);
  const [first, second] = layOutRows(score, { ...options, perRow: 2 });
  expect(second!.staffTop).toBeGreaterThan(first!.staffTop + 30);
  expect(second!.height - second!.staffTop).toBeGreaterThan(first!.height - first!.staffTop + 30);
});

it('note names are below the lowest note', () => {
  const score = scoreOf([measureOf([noteAt(2)])]);
  const [unnamed] = layOutRows(score, options);
  const [named] = layOutRows(score, { ...options, withNoteNames: true });
  expect(named!.height).toBeGreaterThan(unnamed!.height);
  expect(named!.namesBaseline).toBeLessThan(named!.height);
  // A2 is written eleven steps of five units below the staff's bottom line, E4.
  expect(named!.namesBaseline).toBeGreaterThan(named!.staffTop + 40 + 11 * 5);
});
