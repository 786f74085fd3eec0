import { describe, expect, it } from 'vitest';
import { lagCount } from './difference-function.ts';
import { pitchCandidates } from './pitch-candidates.ts';

const rateHz = 22_050;
/** Of C7, 2093 Hz: the first lag. */
const minPeriod = 10;
const c2Hz = 65.406;

/** A difference function of 1 with troughs: from lag to height. Lags count from the shortest period. */
function withTroughs(troughs: Readonly<Record<number, number>>): Float64Array {
  const normalised = new Float64Array(lagCount).fill(1);
  for (const [lag, height] of Object.entries(troughs)) normalised[Number(lag)] = height;
  return normalised;
}

const probabilities = (troughs: Readonly<Record<number, number>>) =>
  pitchCandidates(withTroughs(troughs)).map(({ probability }) => probability);

const frequencies = (troughs: Readonly<Record<number, number>>) =>
  pitchCandidates(withTroughs(troughs)).map(({ frequencyHz }) => frequencyHz);

/** Probability of a threshold below `x` by Beta(2, 18), by numerical integration of its density. */
function thresholdBelow(x: number): number {
  const steps = 20_000;
  let [below, all] = [0, 0];
  for (let i = 0; i < steps; i++) {
    const t = (i + 0.5) / steps;
    const density = t * (1 - t) ** 17;
    all += density;
    if (t < x) below += density;
  }
  return below / all;
}

describe('pitchCandidates', () => {
  it('weighs a trough by the thresholds above it, and by a hundredth of those below', () => {
    for (const height of [0.055, 0.105, 0.255]) {
      // Thresholds are whole hundredths, each with the prior of the hundredth below it.
      const without = thresholdBelow(Math.floor(100 * height) / 100);
      expect(probabilities({ 40: height })).toEqual([
        expect.closeTo(1 - without + 0.01 * without, 5),
      ]);
    }
  });

  it('is sure of a trough of 0', () => {
    expect(probabilities({ 40: 0 })[0]).toBeCloseTo(1, 9);
  });

  it('gives a trough above every threshold a hundredth', () => {
    expect(probabilities({ 40: 1 - 1e-9 })[0]).toBeCloseTo(0.01, 6);
  });

  it('gives each further trough under a threshold a share that is smaller by e²', () => {
    const [first, second, third] = probabilities({ 40: 0, 80: 0, 120: 0 });
    expect(first! / second!).toBeCloseTo(Math.exp(2), 6);
    expect(second! / third!).toBeCloseTo(Math.exp(2), 6);
    expect(first! + second! + third!).toBeCloseTo(1, 9);
  });

  it('shares thresholds among the troughs under them, and gives those without one to the deepest', () => {
    const [shallow, deep] = probabilities({ 40: 0.205, 80: 0.105 });
    const shared = 1 - thresholdBelow(0.2);
    const firstShare = 1 / (1 + Math.exp(-2));
    expect(shallow).toBeCloseTo(shared * firstShare, 5);
    const alone = thresholdBelow(0.2) - thresholdBelow(0.1);
    expect(deep).toBeCloseTo(shared * (1 - firstShare) + alone + 0.01 * thresholdBelow(0.1), 5);
  });

  it('gives the deepest of several troughs the rest, wherever it is', () => {
    expect(probabilities({ 40: 1 - 1e-9, 80: 1 - 2e-9 })).toEqual([expect.closeTo(0.01, 6)]);
    expect(frequencies({ 40: 1 - 1e-9, 80: 1 - 2e-9 })).toEqual([rateHz / (minPeriod + 80)]);
    expect(frequencies({ 40: 1 - 2e-9, 80: 1 - 1e-9 })).toEqual([rateHz / (minPeriod + 40)]);
  });

  it('finds the frequency at the vertex of the parabola through a trough', () => {
    for (const vertex of [40, 40.3, 39.7, 40.49]) {
      const normalised = new Float64Array(lagCount).fill(1);
      for (const lag of [38, 39, 40, 41, 42]) normalised[lag] = 0.02 + 0.01 * (lag - vertex) ** 2;
      const [candidate] = pitchCandidates(normalised);
      expect(candidate?.frequencyHz).toBeCloseTo(rateHz / (minPeriod + vertex), 6);
    }
  });

  it('takes the last lag as it is', () => {
    const last = lagCount - 1;
    expect(frequencies({ [last - 1]: 0.3, [last]: 0.1 })).toEqual([rateHz / (minPeriod + last)]);
  });

  it('leaves out pitches above C7, as that of the first lag', () => {
    expect(frequencies({ 0: 0.1, 1: 0.3, 40: 0.1 })).toEqual([rateHz / (minPeriod + 40)]);
    // It takes its share of the probability with it.
    expect(probabilities({ 0: 0, 40: 0 })).toEqual([expect.closeTo(1 / (1 + Math.exp(2)), 6)]);
  });

  it('counts bins of a tenth of a semitone from C2 up', () => {
    for (const lag of [30, 100, 250]) {
      const [candidate] = pitchCandidates(withTroughs({ [lag]: 0.1 }));
      const semitones = 12 * Math.log2(candidate!.frequencyHz / c2Hz);
      expect(candidate!.bin).toBe(Math.round(10 * semitones));
    }
  });

  it('has a bin for C7, the highest pitch, 600 tenths of a semitone above C2', () => {
    const normalised = new Float64Array(lagCount).fill(1);
    const vertex = rateHz / (32 * c2Hz) - minPeriod;
    for (const lag of [0, 1, 2]) normalised[lag] = 0.02 + 0.01 * (lag - vertex) ** 2;
    expect(pitchCandidates(normalised).map(({ bin }) => bin)).toEqual([600]);
  });

  it('has one trough where the bottom is flat, at its start', () => {
    const flat = withTroughs({ 40: 0.1, 41: 0.1, 42: 0.1 });
    expect(pitchCandidates(flat)).toHaveLength(1);
    expect(pitchCandidates(flat)[0]?.frequencyHz).toBeCloseTo(rateHz / (minPeriod + 40.5), 0);
  });

  it('finds none where nothing falls', () => {
    expect(pitchCandidates(new Float64Array(lagCount))).toEqual([]);
  });
});
