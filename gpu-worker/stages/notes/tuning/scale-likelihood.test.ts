import { describe, expect, it } from 'vitest';
import { degreePrior, logLikelihoods, pitchSigma } from './scale-likelihood.ts';

const pitch = (midi: number, durationSeconds = 0.4, spreadSemitones = 0) => ({
  midi,
  spreadSemitones,
  timeSeconds: 0,
  durationSeconds,
});
/** Density of a pitch for a scale that begins so many cents above C. */
const density = (midi: number, cents: number) =>
  Math.exp(logLikelihoods(pitch(midi))[cents] as number);

describe('pitchSigma', () => {
  it.each([
    ['a steady note of 0.4 s', 0.4, 0, 0.3],
    ['a steady note of 0.1 s', 0.1, 0, 0.45],
    ['anything below 50 ms', 0.02, 0, 0.65],
    ['a glide over a semitone', 0.4, 1, 0.5],
  ])('of %s', (_, durationSeconds, spreadSemitones, expected) => {
    expect(pitchSigma(pitch(60, durationSeconds, spreadSemitones))).toBeCloseTo(expected, 9);
  });
});

describe('degreePrior', () => {
  it('is 95 % on the seven degrees of the scale and 5 % on the others', () => {
    expect(degreePrior).toHaveLength(12);
    const sum = (steps: readonly number[]) =>
      steps.reduce((total, step) => total + (degreePrior[step] as number), 0);
    expect(sum([0, 2, 4, 5, 7, 9, 11])).toBeCloseTo(0.95, 9);
    expect(sum([1, 3, 6, 8, 10])).toBeCloseTo(0.05, 9);
  });
});

describe('logLikelihoods', () => {
  it('are a density: over the pitches of an octave they add up to 1', () => {
    for (const cents of [0, 37, 250, 1199]) {
      let total = 0;
      for (let i = 0; i < 120; i++) total += 0.1 * density(60 + i / 10, cents);
      expect(total).toBeCloseTo(1, 2);
    }
  });

  it('are those of a normal distribution around the steps, and 3 % anywhere', () => {
    // B, the seventh step, in tune with C major: its neighbours are B♭ and C.
    const sigma = 0.3;
    const normal = (distance: number) =>
      Math.exp(-0.5 * (distance / sigma) ** 2) / (sigma * Math.sqrt(2 * Math.PI));
    const onSteps = (0.95 / 7) * (normal(0) + normal(1)) + 0.01 * normal(-1);
    expect(density(59, 0)).toBeCloseTo(0.03 / 12 + 0.97 * onSteps, 4);
  });

  it('are the same in every octave', () => {
    expect(density(48.3, 20)).toBeCloseTo(density(84.3, 20), 9);
  });

  it('are highest where the pitch is on a step of the scale', () => {
    expect(density(60.25, 25)).toBeGreaterThan(density(60.25, 0));
    expect(density(61, 100)).toBeGreaterThan(5 * density(61, 0));
    // C and the steps beside it, B, C♯ and D, are as usual in G major as in C major.
    expect(density(60.25, 725)).toBeCloseTo(density(60.25, 25), 9);
  });
});
