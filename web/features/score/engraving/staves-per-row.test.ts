import { expect, it } from 'vitest';
import { stavesPerRow } from './staves-per-row.ts';

it('changes at 500, 800, 1100 and 1400 pixels', () => {
  const widths = [320, 499, 500, 799, 800, 1099, 1100, 1399, 1400, 2560];
  expect(widths.map(stavesPerRow)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});
