import { powerToDb } from '@my-pitch/shared/decibels';
import { expect, it } from 'vitest';
import { addNoise } from './add-noise.ts';

it('adds noise at the given signal-to-noise ratio', () => {
  const voice = Float32Array.from({ length: 50_000 }, (_, i) => Math.sin(i / 10));
  const power = (samples: Float32Array) =>
    samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  for (const ratioDb of [20, 0, -6]) {
    const noise = addNoise(voice, ratioDb).map((sample, i) => sample - voice[i]!);
    expect(powerToDb(power(voice) / power(noise))).toBeCloseTo(ratioDb, 1);
  }
});
