import { expect, test } from 'vitest';
import { plainSdrDb } from './sdr.ts';

test('an estimate at nine tenths is off by a tenth: 20 dB', () => {
  const reference = Float32Array.of(1, -1, 0.5);
  const estimate = reference.map((x) => 0.9 * x);
  expect(plainSdrDb(reference, estimate)).toBeCloseTo(20, 4);
});

test('silence, NaN and a missing end are all worth 0 dB', () => {
  const reference = Float32Array.of(1, -1, 0.5);
  for (const estimate of [[0, 0, 0], [Number.NaN, Number.NaN, 0], []]) {
    expect(plainSdrDb(reference, Float32Array.from(estimate))).toBeCloseTo(0, 6);
  }
});
