import { type Progress, progressAt } from '@my-pitch/shared/stages';
import { describe, expect, it } from 'vitest';
import { noise } from '../audio/testing/audio-fixtures.ts';
import { EtaEstimator } from './eta-estimator.ts';

const startMs = Date.UTC(2026, 0, 1);
const songSeconds = 180;
/** The time of the stages after separation on an idle machine: 0.02 s for each second of the song. */
const usualSecondsAfterwards = 3.6;

/**
 * Simulates a separation whose segments take the given times in ms.
 * @returns after each segment from the third on, the relative error of the estimated remaining time.
 */
function errorsOf(
  segmentsMs: readonly number[],
  afterSeparation = usualSecondsAfterwards,
): number[] {
  let nowMs = startMs;
  const etaEstimator = new EtaEstimator(() => nowMs);
  etaEstimator.setDuration(songSeconds);
  const endMs = startMs + segmentsMs.reduce((a, b) => a + b) + afterSeparation * 1000;
  const errors: number[] = [];
  for (const [i, ms] of segmentsMs.entries()) {
    nowMs += ms;
    const { endsAt } = etaEstimator.estimate(progressAt('separate', (i + 1) / segmentsMs.length));
    if (i < 2) continue;
    errors.push(Math.abs(Date.parse(endsAt ?? '') - endMs) / (endMs - nowMs));
  }
  return errors;
}

const segments = (segmentMs: (i: number) => number) =>
  Array.from({ length: 31 }, (_, i) => segmentMs(i));
const worst = (values: readonly number[]) => Math.max(...values);

describe('from the third segment on, the estimate is within a fifth of the remaining time', () => {
  it('when all segments take the same time', () => {
    expect(worst(errorsOf(segments(() => 2000)))).toBeLessThan(0.001);
  });

  it('when the first segment takes five times as long because it opens the model', () => {
    expect(worst(errorsOf(segments((i) => (i === 0 ? 10_000 : 2000))))).toBeLessThan(0.001);
  });

  it('when the machine becomes a third slower or faster', () => {
    expect(worst(errorsOf(segments((i) => 2000 + 20 * i)))).toBeLessThan(0.2);
    expect(worst(errorsOf(segments((i) => 2600 - 20 * i)))).toBeLessThan(0.2);
  });

  it('when one segment takes four times as long', () => {
    const errors = errorsOf(segments((i) => (i === 8 ? 8000 : 2000)));
    expect(worst(errors.filter((_, i) => i + 2 >= 8))).toBeLessThan(0.001);
  });

  it('when the machine is slow in every stage', () => {
    const errors = errorsOf(Array(31).fill(12_000), 3 * usualSecondsAfterwards);
    expect(worst(errors)).toBeLessThan(0.001);
  });

  it('when segments vary by up to 15 %, except for the last four, which are too few to average', () => {
    const errors = Array.from({ length: 100 }, (_, song) => {
      const off = noise(31, song + 1);
      return errorsOf(segments((i) => 2000 * (1 + 0.3 * (off[i] as number)))).slice(0, -4);
    });
    expect(worst(errors.flat())).toBeLessThan(0.2);
  });
});

it('averages the first two paces, and takes the middle one of the first three', () => {
  // The first segment only starts the clock. After the third, 2 s and 4 s are known.
  const [afterThree, afterFour] = errorsOf([100, 2000, 4000, 2000, 2000]);
  expect(afterThree).toBeCloseTo((2 * 3 - 2 * 2) / (2 * 2 + usualSecondsAfterwards));
  expect(afterFour).toBeLessThan(1e-9);
});

it('follows a new pace after nine segments: it averages ten without the fastest and the slowest', () => {
  // errorsOf skips the first two segments, so that segment i is error i - 2.
  const errors = errorsOf(segments((i) => (i < 15 ? 1000 : 3000)));
  const atNewPace = (count: number) => errors[15 + count - 1 - 2] as number;
  expect(atNewPace(9)).toBeLessThan(1e-9);
  // Two of the latest ten took 1 s. The mean leaves one of them out: 2.75 s, not 3 s.
  const left = 31 - 15 - 8;
  expect(atNewPace(8)).toBeCloseTo((left * 0.25) / (left * 3 + usualSecondsAfterwards));
});

describe('the estimated end', () => {
  const endOf = (progress: Progress) => {
    const etaEstimator = new EtaEstimator(() => startMs);
    etaEstimator.setDuration(songSeconds);
    return etaEstimator.estimate(progress).endsAt;
  };

  it('is unknown before the second segment', () => {
    expect(endOf(progressAt('decode', 1))).toBeUndefined();
    expect(endOf(progressAt('separate', 0.1))).toBeUndefined();
  });

  it('depends on the song’s length in the stages after separation', () => {
    expect(endOf(progressAt('pitch', 0))).toBe('2026-01-01T00:00:03.600Z');
    expect(endOf(progressAt('store', 1))).toBe('2026-01-01T00:00:00.000Z');
  });

  it('starts again when the separation starts again', () => {
    let nowMs = startMs;
    const etaEstimator = new EtaEstimator(() => nowMs);
    const after = (ms: number, fraction: number) => {
      nowMs += ms;
      const { endsAt } = etaEstimator.estimate(progressAt('separate', fraction));
      return endsAt === undefined ? undefined : Date.parse(endsAt) - nowMs;
    };
    expect([after(100, 0.1), after(100, 0.2)]).toEqual([undefined, 800]);
    expect([after(5000, 0.1), after(1000, 0.2)]).toEqual([undefined, 8000]);
    // It may also fail right after its first segment.
    const again = [after(50, 0.1), after(5000, 0.1), after(500, 0.2)];
    expect(again).toEqual([undefined, undefined, 4000]);
  });
});
