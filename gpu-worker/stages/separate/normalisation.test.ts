import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder, writeStereo } from '../../audio/audio-fixtures.ts';
import { measureNormalisation } from './normalisation.ts';

async function measure(...interleaved: number[]) {
  const path = join(await temporaryFolder(), 'a.f32');
  return measureNormalisation(await writeStereo(path, Float32Array.from(interleaved)));
}

test('mean and sample deviation are those of the mono mix', async () => {
  // Mono: 1, 2, 3, 6.
  const { mean, scale } = await measure(0, 2, 2, 2, 4, 2, 6, 6);
  expect(mean).toBe(3);
  expect(scale).toBeCloseTo(Math.sqrt((4 + 1 + 0 + 9) / 3), 6);
});

test('silence, a constant and a single sample can be divided by', async () => {
  expect(await measure(0, 0, 0, 0)).toEqual({ mean: 0, scale: 1e-8 });
  expect((await measure(0.5, 0.5, 0.5, 0.5)).scale).toBe(1e-8);
  expect(await measure(0.25, 0.75)).toEqual({ mean: 0.5, scale: 1e-8 });
});
