import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceClock, type BeatClock, voiceClock } from './beat-clock.ts';

const settings = { onsetSpread: 0.04, tempoDrift: 0.02, phaseDrift: 0.03, outlierShare: 0.05 };
const empty = (): BeatClock => ({
  due: 0,
  secondsPerQuarter: 0,
  dueVariance: 0,
  covariance: 0,
  tempoVariance: 0,
});
/** A valid clock: the correlation of due time and tempo stays below 1. */
const anyClock = fc
  .record({
    due: fc.double({ min: 0, max: 100, noNaN: true }),
    secondsPerQuarter: fc.double({ min: 0.2, max: 2, noNaN: true }),
    dueSpread: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
    tempoSpread: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
    correlation: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
  })
  .map(({ due, secondsPerQuarter, dueSpread, tempoSpread, correlation }) => ({
    due,
    secondsPerQuarter,
    dueVariance: dueSpread ** 2,
    covariance: correlation * dueSpread * tempoSpread,
    tempoVariance: tempoSpread ** 2,
  }));
const quarters = fc.integer({ min: 1, max: 32 }).map((sixteenths) => sixteenths / 4);

type Matrix = readonly [readonly [number, number], readonly [number, number]];

/** P ← F P Fᵀ + Q with F = [[1, quarters], [0, 1]]. */
function predict(clock: BeatClock, n: number) {
  const interval = n * clock.secondsPerQuarter;
  const { dueVariance: a, covariance: b, tempoVariance: d } = clock;
  const fp: Matrix = [
    [a + n * b, b + n * d],
    [b, d],
  ];
  const p: Matrix = [
    [fp[0][0] + n * fp[0][1] + (settings.phaseDrift * interval) ** 2, fp[0][1]],
    [fp[1][0] + n * fp[1][1], d + (settings.tempoDrift * clock.secondsPerQuarter) ** 2 * interval],
  ];
  return { p, due: clock.due + interval, variance: p[0][0] + settings.onsetSpread ** 2 };
}

const normal = (error: number, variance: number) =>
  Math.exp(-(error ** 2) / 2 / variance) / Math.sqrt(2 * Math.PI * variance);
/** 5 % of onsets are outliers, with a density of 0.7 per second. */
const outlier = 0.05 * 0.7;

describe('advanceClock', () => {
  it('is the Kalman filter of due time and tempo for an onset near its due time', () => {
    fc.assert(
      fc.property(anyClock, quarters, fc.double({ min: -1, max: 1, noNaN: true }), (from, n, z) => {
        const { p, due, variance } = predict(from, n);
        const error = z * Math.sqrt(variance);
        const density = 0.95 * normal(error, variance);
        fc.pre(density > outlier * 1.001);
        const to = empty();
        const logDensity = advanceClock(from, n, due + error, settings, to);
        expect(logDensity).toBeCloseTo(Math.log(density + outlier), 6);
        const gain = [p[0][0] / variance, p[1][0] / variance] as const;
        expect(to.due).toBeCloseTo(due + gain[0] * error, 6);
        expect(to.secondsPerQuarter).toBeCloseTo(from.secondsPerQuarter + gain[1] * error, 6);
        expect(to.dueVariance).toBeCloseTo((1 - gain[0]) * p[0][0], 9);
        expect(to.covariance).toBeCloseTo((1 - gain[0]) * p[0][1], 9);
        expect(to.tempoVariance).toBeCloseTo(p[1][1] - gain[1] * p[0][1], 9);
      }),
      { seed: 5 },
    );
  });

  it('restarts the beat at an onset that is far from its due time, at the old tempo', () => {
    fc.assert(
      fc.property(anyClock, quarters, fc.double({ min: 7, max: 20, noNaN: true }), (from, n, z) => {
        const { p, due, variance } = predict(from, n);
        const onset = due + z * Math.sqrt(variance);
        const to = empty();
        const logDensity = advanceClock(from, n, onset, settings, to);
        expect(logDensity).toBeCloseTo(Math.log(outlier), 4);
        expect(to).toEqual({
          due: onset,
          secondsPerQuarter: from.secondsPerQuarter,
          dueVariance: settings.onsetSpread * settings.onsetSpread,
          covariance: 0,
          tempoVariance: expect.closeTo(p[1][1], 12),
        });
      }),
      { seed: 6 },
    );
  });

  it('expects a voice without a band within 35 ms of the beat', () => {
    const certain = { ...empty(), secondsPerQuarter: 1e-9 };
    const at = (onset: number) => advanceClock(certain, 1, onset, voiceClock, empty());
    // Without uncertainty of the clock, one standard deviation costs half a nat.
    expect(at(0) - at(0.035)).toBeCloseTo(0.5, 2);
    // 2 % of the onsets are outliers.
    expect(at(5)).toBeCloseTo(Math.log(0.02 * 0.7), 6);
  });

  it('expects the beat of a voice to shift by 3 % of an interval, and its tempo by 3 % in a second', () => {
    const steady = { ...empty(), secondsPerQuarter: 0.5 };
    const to = empty();
    const afterTwoSeconds = (onset: number) => advanceClock(steady, 4, onset, voiceClock, to);
    // In two seconds 60 ms, beside the 35 ms of each onset.
    const deviation = Math.hypot(0.06, 0.035);
    expect(afterTwoSeconds(2) - afterTwoSeconds(2 + deviation)).toBeCloseTo(0.5, 2);
    // The variance of the tempo grows with the time.
    expect(Math.sqrt(to.tempoVariance)).toBeCloseTo(0.03 * 0.5 * Math.SQRT2, 9);
  });
});
