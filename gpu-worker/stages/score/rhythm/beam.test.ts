import { describe, expect, it } from 'vitest';
import { Beam, type PartialHypothesis } from './beam.ts';

const hypothesis = (logProbability: number, position = 0): PartialHypothesis => ({
  due: 0,
  secondsPerQuarter: 0.6,
  dueVariance: 0,
  covariance: 0,
  tempoVariance: 0,
  logProbability,
  logIntervals: 0,
  logStart: 0,
  logPhase: 0,
  position,
  tempo: { secondsPerQuarter: 0.6, logPrior: 0, spread: 0 },
  path: { previous: undefined, ticks: 0, secondsPerQuarter: 0.6 },
});

/** Offers hypotheses [position, seconds per quarter, log probability] and takes the best. */
function best(width: number, ...offers: readonly (readonly [number, number, number])[]) {
  const beam = new Beam(8);
  for (const [position, secondsPerQuarter, logProbability] of offers) {
    const slot = beam.findSlot(position, secondsPerQuarter, logProbability);
    if (slot !== undefined) beam.put(slot, hypothesis(logProbability, position));
  }
  return beam.takeBest(width).map(({ logProbability }) => logProbability);
}

describe('Beam', () => {
  it('keeps the better of two hypotheses with the same position and tempo', () => {
    expect(best(9, [0, 0.6, -3], [0, 0.6, -2])).toEqual([-2]);
    expect(best(9, [0, 0.6, -2], [0, 0.6, -3])).toEqual([-2]);
  });

  it('keeps both if position or tempo differ, tempo by more than 3 %', () => {
    expect(best(9, [0, 0.6, -3], [1, 0.6, -2])).toEqual([-2, -3]);
    expect(best(9, [0, 0.6, -3], [0, 0.64, -2])).toEqual([-2, -3]);
    expect(best(9, [0, 0.6, -3], [0, 0.601, -2])).toEqual([-2]);
  });

  it('clamps tempos beyond its buckets', () => {
    // Buckets of 3 % from 3 s down: 127 of them reach 66 ms.
    expect(best(9, [0, 5, -3], [0, 4, -2], [1, 0.05, -5], [1, 0.03, -4])).toEqual([-2, -4]);
    expect(best(9, [0, 0.05, -3], [1, 5, -2])).toEqual([-2, -3]);
  });

  it('returns at most `width` hypotheses, best first, within 18 nats of the best', () => {
    const offers = [-5, -1, -3, -19.1, -18.9].map((log, i) => [i, 0.6, log] as const);
    expect(best(2, ...offers)).toEqual([-1, -3]);
    expect(best(9, ...offers)).toEqual([-1, -3, -5, -18.9]);
  });

  it('is empty after its hypotheses are taken', () => {
    const beam = new Beam(1);
    beam.put(0, hypothesis(-1));
    expect(beam.takeBest(5)).toHaveLength(1);
    expect(beam.takeBest(5)).toEqual([]);
    beam.put(0, hypothesis(-2));
    expect(beam.takeBest(5)).toHaveLength(1);
  });
});
