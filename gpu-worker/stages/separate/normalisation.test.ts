import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder, writeStereo } from '../../audio/testing/audio-fixtures.ts';
import { measureNormalisation } from './normalisation.ts';

async function measure(interleaved: ArrayLike<number>) {
  const path = join(await temporaryFolder(), 'a.f32');
  return measureNormalisation(await writeStereo(path, Float32Array.from(interleaved)));
}

it('measures mean and sample standard deviation of the mono mix', async () => {
  // Mono: 1, 2, 3, 6.
  const { mean, scale } = await measure([0, 2, 2, 2, 4, 2, 6, 6]);
  expect(mean).toBe(3);
  expect(scale).toBeCloseTo(Math.sqrt((4 + 1 + 0 + 9) / 3), 6);
});

it('measures a song of more than one block', async () => {
  // 100,000 frames of 1, then 100,000 of −3: mean −1, deviation 2 · √(n / (n − 1)).
  const { mean, scale } = await measure(new Float32Array(400_000).fill(1).fill(-3, 200_000));
  expect(mean).toBe(-1);
  expect(scale).toBeCloseTo(2 * Math.sqrt(200_000 / 199_999), 7);
});

it('has demucs’ minimum scale of 1e-8 for silence, a constant and a single frame', async () => {
  expect(await measure([0, 0, 0, 0])).toEqual({ mean: 0, scale: 1e-8 });
  expect((await measure([0.5, 0.5, 0.5, 0.5])).scale).toBe(1e-8);
  expect(await measure([0.25, 0.75])).toEqual({ mean: 0.5, scale: 1e-8 });
});
