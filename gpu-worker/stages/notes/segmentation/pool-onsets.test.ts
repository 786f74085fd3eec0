import { describe, expect, it } from 'vitest';
import { poolOnsets } from './pool-onsets.ts';

const logOdds = (probability: number) => Math.log(probability / (1 - probability));
/** Frames of given onset probabilities, with ten frames without an onset on both sides. */
const pooled = (...probabilities: number[]) => {
  const none = new Array<number>(10).fill(logOdds(1e-9));
  return poolOnsets(Float32Array.from([...none, ...probabilities.map(logOdds), ...none])).slice(10);
};

describe('poolOnsets', () => {
  it('adds up what the five frames around an onset say, of which a sure one gives 2.6', () => {
    const shared = pooled(0.26, 0.39, 0.52, 0.39, 0.26);
    expect(shared[2]).toBeCloseTo(logOdds(1.82 / 2.6), 4);
  });

  it('gives the other frames less, by their share of the most probable one', () => {
    const shared = pooled(0.4, 0.4, 0.5, 0.4, 0.4);
    expect(shared[2]).toBeCloseTo(logOdds(2.1 / 2.6), 4);
    const odds = 1.7 / (2.6 - 1.7);
    expect(shared[1]).toBeCloseTo(Math.log(odds * (0.4 / 0.5)), 4);
  });

  it('adds up two frames to either side', () => {
    expect(pooled(0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4)[3]).toBeCloseTo(logOdds(2 / 2.6), 4);
  });

  it('never lowers a frame, and is never surer than 1 in 10 000', () => {
    expect(pooled(0.95)[0]).toBeCloseTo(logOdds(0.95), 4);
    expect(pooled(0.8, 0.8, 0.8, 0.8)[1]).toBeCloseTo(logOdds(0.9999), 2);
    expect(Math.max(...poolOnsets(new Float32Array(20).fill(-20)))).toBeCloseTo(logOdds(1e-5), 4);
  });

  it('gives no frames for none', () => {
    expect(poolOnsets(new Float32Array(0))).toHaveLength(0);
  });
});
