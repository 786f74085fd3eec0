import { expect, it } from 'vitest';
import { plainSdrDb } from './sdr.ts';

it('is 20 dB for an estimate at nine tenths of the level', () => {
  const reference = Float32Array.of(1, -1, 0.5);
  const estimate = reference.map((x) => 0.9 * x);
  expect(plainSdrDb(reference, estimate)).toBeCloseTo(20, 4);
});

it('is 0 dB for silence, NaN and missing samples', () => {
  const reference = Float32Array.of(1, -1, 0.5);
  for (const estimate of [[0, 0, 0], [Number.NaN, Number.NaN, 0], []]) {
    expect(plainSdrDb(reference, Float32Array.from(estimate))).toBeCloseTo(0, 6);
  }
});
