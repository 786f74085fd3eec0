import { writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { expect, it } from 'vitest';
import { fitToGrid } from './fit-to-grid.ts';

type Ticks = readonly [startTick: number, endTick: number];

/** The ticks of these notes after fitting, in four-four. */
function fitted(ticks: readonly Ticks[]) {
  const { notes, ...document } = editableOf(
    writtenScore(ticks.map((_, i) => ({ startTick: 48 * i, endTick: 48 * i + 48, midi: 60 }))),
  );
  const placed = notes.map((note, i) => {
    const [startTick, endTick] = ticks[i] as Ticks;
    return { ...note, startTick, endTick };
  });
  const result = fitToGrid({ ...document, notes: placed });
  return result.notes.map(({ startTick, endTick }) => [startTick, endTick]);
}

it('leaves sixteenths, thirty-seconds and triplets alone', () => {
  const ticks = [
    [0, 12],
    [12, 18],
    [18, 48],
    [48, 64],
    [64, 80],
    [80, 96],
  ] as const;
  expect(fitted(ticks)).toEqual(ticks);
  const document = editableOf(writtenScore([{ startTick: 0, endTick: 48, midi: 60 }]));
  expect(fitToGrid(document)).toBe(document);
});

it('moves a note that is off both grids to the nearest sixteenths, and only that', () => {
  expect(
    fitted([
      [0, 18],
      [50, 71],
      [96, 112],
      [112, 128],
      [128, 144],
    ]),
  ).toEqual([
    [0, 18],
    [48, 72],
    [96, 112],
    [112, 128],
    [128, 144],
  ]);
});

it('moves a note whose start or whose end is off the grid', () => {
  expect(fitted([[1, 48]])).toEqual([[0, 48]]);
  expect(fitted([[0, 47]])).toEqual([[0, 48]]);
});

it('gives a note at least a sixteenth', () => {
  expect(fitted([[25, 27]])).toEqual([[24, 36]]);
});

it('moves notes to the right where there is no room', () => {
  expect(
    fitted([
      [0, 17],
      [17, 21],
      [21, 24],
      [30, 36],
      [48, 96],
    ]),
  ).toEqual([
    [0, 12],
    [12, 24],
    [24, 36],
    [36, 48],
    [48, 96],
  ]);
});

it('starts a moved note on the sixteenth after the one before', () => {
  expect(
    fitted([
      [0, 18],
      [19, 40],
    ]),
  ).toEqual([
    [0, 18],
    [24, 36],
  ]);
});

it('starts a moved note on the first sixteenth after a triplet', () => {
  expect(
    fitted([
      [48, 64],
      [64, 80],
      [80, 88],
      [88, 97],
    ]),
  ).toEqual([
    [48, 64],
    [64, 80],
    [80, 88],
    [96, 108],
  ]);
});

it('moves every note when one beat mixes triplets and thirty-seconds', () => {
  expect(
    fitted([
      [0, 16],
      [18, 48],
    ]),
  ).toEqual([
    [0, 12],
    [24, 48],
  ]);
});

it('moves a pickup to the nearest sixteenth', () => {
  const document = editableOf(writtenScore([{ startTick: 0, endTick: 48, midi: 60 }]));
  const [note] = document.notes;
  const off = { ...document, pickupTicks: 49, notes: [{ ...note!, startTick: 1 }] };
  expect(fitToGrid(off).pickupTicks).toBe(48);
});
