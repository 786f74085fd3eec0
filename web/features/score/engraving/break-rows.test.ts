import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BreakOptions, breakRows, type MeasureNeed } from './break-rows.ts';

const even = (count: number, notes: number): MeasureNeed[] =>
  Array.from({ length: count }, () => ({ notes, atRowStart: 70, withinRow: 0 }));
const counts = (measures: readonly MeasureNeed[], options: BreakOptions) =>
  breakRows(measures, options).map(({ measureCount }) => measureCount);

const anyScore = fc.record({
  measures: fc.array(
    fc.record({
      notes: fc.integer({ min: 30, max: 500 }),
      atRowStart: fc.integer({ min: 40, max: 150 }),
      withinRow: fc.constantFrom(0, 0, 0, 60),
    }),
    { minLength: 1, maxLength: 60 },
  ),
  maxPerRow: fc.integer({ min: 1, max: 5 }),
  rowWidth: fc.integer({ min: 200, max: 1500 }),
});

/** The measures of each row, by index. */
function rowsOf({ measures, ...options }: { measures: MeasureNeed[] } & BreakOptions) {
  let first = 0;
  return counts(measures, options).map((count) => {
    const row = measures.slice(first, first + count);
    first += count;
    return row;
  });
}

const neededBy = (row: readonly MeasureNeed[]) =>
  row.reduce((sum, { notes, withinRow }) => sum + notes + withinRow, 0) +
  (row[0]?.atRowStart ?? 0) -
  (row[0]?.withinRow ?? 0);

it('every measure is in one row, in order, and no row has more than the maximum', () => {
  fc.assert(
    fc.property(anyScore, (score) => {
      const rows = rowsOf(score);
      expect(rows.flat()).toEqual(score.measures);
      for (const row of rows) {
        expect(row.length).toBeGreaterThan(0);
        expect(row.length).toBeLessThanOrEqual(score.maxPerRow);
      }
    }),
  );
});

it('a row is overfull only if its one measure is too wide', () => {
  fc.assert(
    fc.property(anyScore, (score) => {
      for (const row of rowsOf(score)) {
        if (row.length > 1) expect(neededBy(row)).toBeLessThanOrEqual(score.rowWidth);
      }
    }),
  );
});

it('the last row has more than one measure wherever its last two fit in a row', () => {
  fc.assert(
    fc.property(anyScore, (score) => {
      const lastTwo = score.measures.slice(-2);
      fc.pre(score.maxPerRow > 1 && lastTwo.length === 2);
      fc.pre(neededBy(lastTwo) <= score.rowWidth);
      expect(rowsOf(score).at(-1)?.length).toBeGreaterThan(1);
    }),
  );
});

it('rows of equal measures differ by one at most, and their number is the least possible', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 2, max: 5 }), (count, max) => {
      // All rows fit, with room to spare.
      const found = counts(even(count, 100), { maxPerRow: max, rowWidth: 800 });
      expect(found).toHaveLength(Math.ceil(count / max));
      expect(Math.max(...found) - Math.min(...found)).toBeLessThanOrEqual(1);
    }),
  );
});

it('sparse measures share a row, dense ones get room', () => {
  const measures = [...even(4, 60), ...even(2, 400), ...even(4, 60)];
  expect(counts(measures, { maxPerRow: 5, rowWidth: 560 })).toEqual([4, 1, 1, 4]);
});

it('a phone shows two plain measures in a row', () => {
  expect(counts(even(8, 107), { maxPerRow: 2, rowWidth: 440 })).toEqual([2, 2, 2, 2]);
});
