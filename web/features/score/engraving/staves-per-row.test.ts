import { expect, test } from 'vitest';
import { stavesPerRow } from './staves-per-row.ts';

test('staves per row change exactly at the product’s widths', () => {
  const widths = [320, 499, 500, 799, 800, 1099, 1100, 1399, 1400, 2560];
  expect(widths.map(stavesPerRow)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});
