import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiss, sing } from '../testing/synthetic-voice.ts';
import { type Autocorrelator, createAutocorrelator } from './autocorrelator.ts';
import { DifferenceFunction, lagCount } from './difference-function.ts';
import { frameLength, maxPeriod, minPeriod } from './pyin-settings.ts';

let autocorrelator: Autocorrelator;
beforeAll(async () => {
  autocorrelator = await createAutocorrelator(frameLength, maxPeriod + 1);
});
afterAll(() => autocorrelator.close());

function compute(frame: Float32Array): Float64Array {
  const normalised = new Float64Array(lagCount);
  new DifferenceFunction(autocorrelator).compute(frame, normalised);
  return normalised;
}

/** YIN's equations 6 and 8 as they are written, in double precision; samples beyond the frame are 0. */
function byDefinition(frame: Float32Array): number[] {
  const differences = Array.from({ length: maxPeriod + 1 }, (_, lag) =>
    frame.reduce((sum, sample, i) => sum + (sample - (frame[i + lag] ?? 0)) ** 2, 0),
  );
  return Array.from({ length: lagCount }, (_, i) => {
    const lag = minPeriod + i;
    const mean = differences.slice(1, lag + 1).reduce((sum, value) => sum + value, 0) / lag;
    return differences[lag]! / mean;
  });
}

describe('createAutocorrelator', () => {
  it('sums the products of a frame with itself at each lag, without wrap-around', async () => {
    const frame = hiss(1, 1).subarray(0, 100);
    for (const lagCount of [1, 40, 100]) {
      const lags = new Float32Array(lagCount);
      const small = await createAutocorrelator(100, lagCount);
      small.autocorrelate(frame, lags);
      small.close();
      lags.forEach((value, lag) => {
        const sum = frame.reduce((total, sample, i) => total + sample * (frame[i + lag] ?? 0), 0);
        expect(value).toBeCloseTo(sum, 4);
      });
    }
  });
});

describe('DifferenceFunction', () => {
  it.each([
    ['a tone', sing([{ midi: 57, seconds: 0.3 }]).subarray(2000, 2000 + frameLength)],
    ['noise', hiss(0.2, 0.5).subarray(0, frameLength)],
  ])('agrees with the definition on %s', (_, frame) => {
    const expected = byDefinition(frame);
    compute(frame).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 3);
    });
  });

  it('is 0 on silence', () => {
    expect(new Set(compute(new Float32Array(frameLength)))).toEqual(new Set([0]));
  });

  it('refuses frames of another length', () => {
    expect(() => compute(new Float32Array(frameLength - 1))).toThrow(RangeError);
  });
});
