import { describe, expect, it } from 'vitest';
import {
  beatLogPrior,
  meanLogInterval,
  medianBpm,
  tempoLogPrior,
  unaccompaniedTempoLogPrior,
  unusualTempoLogPrior,
} from './tempo-prior.ts';

describe('medianBpm', () => {
  it('is 94.6 for tunes in quarters, and lower the more notes a tune has', () => {
    expect(medianBpm(0)).toBeCloseTo(94.6, 1);
    // Eighths for quarters: 2^0.35 slower.
    expect(medianBpm(0) / medianBpm(-Math.LN2)).toBeCloseTo(2 ** 0.35, 9);
  });
});

describe('tempoLogPrior', () => {
  it('is a normal distribution of the logarithm: a quarter off costs half a nat', () => {
    const median = medianBpm(-0.3);
    expect(tempoLogPrior(median, -0.3)).toBe(-0);
    expect(tempoLogPrior(median * Math.exp(0.25), -0.3)).toBeCloseTo(-0.5, 9);
    expect(tempoLogPrior(median * Math.exp(-0.5), -0.3)).toBeCloseTo(-2, 9);
  });
});

describe('beatLogPrior', () => {
  it('is highest at 0.6 s; 0.2 in log10 is one standard deviation', () => {
    expect(beatLogPrior(0.6)).toBe(-0);
    expect(beatLogPrior(0.6 * 10 ** 0.2)).toBeCloseTo(-0.5, 2);
    expect(beatLogPrior(0.6 / 10 ** 0.4)).toBeCloseTo(-2, 1);
  });
});

describe('unusualTempoLogPrior', () => {
  it('is 0 from 50 to 200 quarters a minute', () => {
    for (const bpm of [50, 90, 200]) expect(unusualTempoLogPrior(bpm)).toBeCloseTo(0, 9);
  });

  it('is that of a normal distribution with a spread of 7 % beyond', () => {
    expect(unusualTempoLogPrior(50 / Math.exp(0.07))).toBeCloseTo(-0.5, 9);
    expect(unusualTempoLogPrior(200 * Math.exp(0.14))).toBeCloseTo(-2, 9);
    expect(unusualTempoLogPrior(37.5)).toBeLessThan(-8);
  });
});

describe('unaccompaniedTempoLogPrior', () => {
  const oddsOfTwice = (bpm: number) =>
    unaccompaniedTempoLogPrior(2 * bpm) - unaccompaniedTempoLogPrior(bpm);

  it('is 0 at 90, and 1.8 nats more for each factor of e in tempo, from 50 to 135', () => {
    expect(unaccompaniedTempoLogPrior(90)).toBe(0);
    for (const bpm of [50, 60, 67.5]) expect(oddsOfTwice(bpm)).toBeCloseTo(1.8 * Math.LN2, 9);
  });

  it('falls beyond as a normal distribution with a spread of 7 %', () => {
    expect(oddsOfTwice(67.5 * Math.exp(0.14))).toBeCloseTo(1.8 * Math.LN2 - 2, 9);
    expect(oddsOfTwice(50 / Math.exp(0.07))).toBeCloseTo(1.8 * Math.LN2 + 0.5, 9);
    expect(oddsOfTwice(100)).toBeLessThan(-7);
  });
});

describe('meanLogInterval', () => {
  it('is the mean of the logarithm in quarters', () => {
    expect(meanLogInterval([0, 48, 96])).toBe(0);
    expect(meanLogInterval([7, 31, 55])).toBeCloseTo(Math.log(0.5), 9);
    expect(meanLogInterval([0, 48, 144])).toBeCloseTo(Math.LN2 / 2, 9);
  });

  it('counts an interval of more than a half note as a half note', () => {
    expect(meanLogInterval([0, 500])).toBeCloseTo(Math.LN2, 9);
  });

  it('is 0 for a single onset', () => {
    expect(meanLogInterval([24])).toBe(0);
  });
});
