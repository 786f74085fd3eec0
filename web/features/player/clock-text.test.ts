import { expect, it } from 'vitest';
import { clockText } from './clock-text.ts';

it('formats whole minutes and seconds', () => {
  expect([0, 7.9, 59.99, 60, 187, 3600].map(clockText)).toEqual([
    ...['0:00', '0:07', '0:59', '1:00', '3:07', '60:00'],
  ]);
});
