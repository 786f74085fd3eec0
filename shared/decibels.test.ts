import { expect, it } from 'vitest';
import { amplitudeToDb, dbToPower, powerToDb } from './decibels.ts';

it('doubles a power by 3 dB and an amplitude by 6 dB', () => {
  expect(powerToDb(2)).toBeCloseTo(3.01, 2);
  expect(amplitudeToDb(2)).toBeCloseTo(6.02, 2);
  expect(dbToPower(3.0103)).toBeCloseTo(2, 4);
  expect(powerToDb(0)).toBe(Number.NEGATIVE_INFINITY);
});
