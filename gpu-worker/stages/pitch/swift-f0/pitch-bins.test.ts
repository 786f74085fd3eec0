import { hzToMidi } from '@my-pitch/shared/pitch-units';
import { describe, expect, it } from 'vitest';
import { binCount, hzAround, hzOfBin } from './pitch-bins.ts';

describe('hzOfBin', () => {
  it('is 46.875 Hz for the first of 95 bins and 2093.75 Hz for the last', () => {
    expect(hzOfBin(0)).toBe(46.875);
    expect(hzOfBin(94)).toBeCloseTo(2093.75, 9);
    expect(binCount).toBe(95);
  });

  it('rises by the same interval, 70 cents, from bin to bin', () => {
    for (const bin of [-1, 0, 30.5, 93, 94]) {
      expect(hzToMidi(hzOfBin(bin + 1)) - hzToMidi(hzOfBin(bin))).toBeCloseTo(0.7, 2);
    }
  });
});

describe('hzAround', () => {
  /** The pitch around a bin, in bins, by the probabilities of some bins. */
  function around(bin: number, probabilities: Readonly<Record<number, number>>): number {
    const logits = new Float32Array(binCount).fill(-50);
    for (const [at, probability] of Object.entries(probabilities)) {
      logits[Number(at)] = Math.log(probability);
    }
    const octaves = Math.log2(hzAround(logits, bin) / hzOfBin(0));
    return octaves / Math.log2(hzOfBin(1) / hzOfBin(0));
  }

  it('is the mean of a bin and its two neighbours, by their probabilities', () => {
    expect(around(40, { 39: 0.1, 40: 0.5, 41: 0.4 })).toBeCloseTo(40.3, 6);
    expect(around(40, { 39: 0.25, 40: 0.5, 41: 0.25 })).toBeCloseTo(40, 6);
  });

  it('does not consider other bins, however probable', () => {
    expect(around(40, { 38: 0.9, 39: 0.1, 40: 0.5, 41: 0.4, 42: 0.9 })).toBeCloseTo(40.3, 6);
  });

  it('has one neighbour at each end of the range', () => {
    expect(around(0, { 0: 0.75, 1: 0.25 })).toBeCloseTo(0.25, 6);
    expect(around(94, { 93: 0.25, 94: 0.75 })).toBeCloseTo(93.75, 6);
  });

  it('takes the mean of bins, not of frequencies', () => {
    expect(hzAround(new Float32Array(binCount), 40)).toBeCloseTo(hzOfBin(40), 9);
  });
});
