import { describe, expect, it } from 'vitest';
import { progressAt, stages } from './stages.ts';

describe('progressAt', () => {
  it('rises from 0 to 1 over the stages', () => {
    const seen = stages.flatMap((stage) =>
      [0, 0.5, 1].map((fraction) => progressAt(stage, fraction).overallFraction),
    );
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBeCloseTo(1, 12);
  });

  // Measured: separation takes 86 % of the time, after 2 % for decoding.
  it.each([
    ['separate', 0, 0.02],
    ['separate', 0.5, 0.45],
    ['pitch', 0, 0.88],
    ['store', 0, 0.95],
  ] as const)('places %s at %s', (stage, stageFraction, overallFraction) => {
    expect(progressAt(stage, stageFraction).overallFraction).toBeCloseTo(overallFraction, 12);
  });

  it('clamps the fraction of a stage', () => {
    expect(progressAt('pitch', 7)).toEqual({ ...progressAt('pitch', 1), stageFraction: 1 });
    expect(progressAt('pitch', -7)).toEqual({ ...progressAt('pitch', 0), stageFraction: 0 });
  });
});
