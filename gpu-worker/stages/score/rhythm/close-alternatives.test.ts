import { describe, expect, it } from 'vitest';
import type { JudgedHypothesis } from './choose-rhythm.ts';
import { closeAlternatives } from './close-alternatives.ts';
import { rhythmStyles } from './rhythm-style.ts';

/** A hypothesis at a tempo with a weight by the metre network. */
const hypothesis = (quarterBpm: number, name = '4/4', weight = 1): JudgedHypothesis => ({
  logProbability: 0,
  logIntervals: 0,
  logStart: 0,
  logPhase: 0,
  ticks: [0, 48],
  secondsPerQuarter: [0.5, 0.5],
  tempo: { secondsPerQuarter: 0.5, logPrior: 0, spread: 0.05 },
  style: rhythmStyles.find(({ signatureName }) => signatureName === name)!,
  evidence: { onsets: 0, intervals: 0, start: 0, style: 0, tempo: 0, beat: 0 },
  quarterBpm,
  byTempoLevel: 0,
  byMetre: Math.log(weight),
});
const level = (weight: number, ...hypotheses: JudgedHypothesis[]) => ({
  hypotheses,
  logWeight: Math.log(weight),
});

describe('closeAlternatives', () => {
  const chosen = hypothesis(64);

  it('are none if all others have less than a third of the weight', () => {
    const levels = [level(1, chosen, hypothesis(64, '2/4', 0.3)), level(0.3, hypothesis(128))];
    expect(closeAlternatives(levels, chosen)).toBeUndefined();
  });

  it.each([
    [127, 2],
    [33, 0.5],
  ])('offer a tempo level at %i quarters a minute as factor %f', (quarterBpm, tempoFactor) => {
    const levels = [level(1, chosen), level(0.4, hypothesis(quarterBpm))];
    expect(closeAlternatives(levels, chosen)).toEqual({ tempoFactor });
  });

  it('offer the closer of two other tempo levels', () => {
    const levels = [level(1, chosen), level(0.4, hypothesis(32)), level(0.6, hypothesis(128))];
    expect(closeAlternatives(levels, chosen)).toEqual({ tempoFactor: 2 });
  });

  it('offer no tempo that is neither half nor double', () => {
    expect(
      closeAlternatives([level(1, chosen), level(0.9, hypothesis(250))], chosen),
    ).toBeUndefined();
  });

  it('offer a time signature by all its hypotheses', () => {
    const [a, b] = [hypothesis(64, '2/4', 0.2), hypothesis(70, '2/4', 0.2)];
    expect(closeAlternatives([level(1, chosen, a, b)], chosen)).toEqual({
      timeSignature: { beats: 2, beatType: 4 },
    });
    expect(closeAlternatives([level(1, chosen, a)], chosen)).toBeUndefined();
  });
});
