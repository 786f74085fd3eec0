import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readAll, temporaryFolder, writeStereo } from '../../audio/testing/audio-fixtures.ts';
import { measureNormalisation } from './normalisation.ts';
import { createSegmentStft } from './segment-stft.ts';
import { type SegmentModel, separateSong } from './separate-song.ts';

// Results of PyTorch's demucs for the same signals, written by golden/make-golden.py.
const numbers = z.array(z.number());
const golden = z
  .object({
    stft: z.object({
      ...{ size: z.int(), hop: z.int(), length: z.int() },
      ...{ real: numbers, imaginary: numbers, turned: numbers },
    }),
    songs: z.array(
      z.object({ length: z.int(), mean: z.number(), deviation: z.number(), voice: numbers }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'golden/demucs.golden.json'), 'utf8')));

/** Both compute in 32-bit floats, in different orders, on values up to about 1 (spectra: 4). */
const tolerance = 2e-6;

const signal = (length: number, channel = 0) =>
  Float32Array.from(
    { length },
    (_, i) =>
      Math.sin(0.37 * i + 0.11 * channel) * 0.5 +
      Math.sin((0.011 * i * i) / (1 + channel)) * 0.3 +
      0.05,
  );

const maxError = (found: ArrayLike<number>, expected: readonly number[]) => {
  expect(found.length).toBe(expected.length);
  return expected.reduce((max, x, i) => Math.max(max, Math.abs(x - found[i]!)), 0);
};

it('analyses like HTDemucs’ _spec: padding, frames, scale and the dropped bin', async () => {
  const { size, hop, length, real, imaginary } = golden.stft;
  const stft = await createSegmentStft(length, { size, hop });
  const part = { real: new Float32Array(real.length), imaginary: new Float32Array(real.length) };
  stft.analyse(signal(length), part.real, part.imaginary);
  stft.close();
  expect(maxError(part.real, real)).toBeLessThan(tolerance);
  expect(maxError(part.imaginary, imaginary)).toBeLessThan(tolerance);
});

it('synthesises like HTDemucs’ _ispec, including the ends', async () => {
  const { size, hop, length, real, imaginary, turned } = golden.stft;
  const stft = await createSegmentStft(length, { size, hop });
  // Rotates bin k by 0.3 · k radians, so that the signal differs from the one analysed.
  const turn = (i: number) => {
    const angle = 0.3 * Math.floor(i / stft.frames);
    return [Math.cos(angle), Math.sin(angle), real[i]!, imaginary[i]!] as const;
  };
  const part = {
    real: Float32Array.from(real, (_, i) => {
      const [cos, sin, re, im] = turn(i);
      return re * cos - im * sin;
    }),
    imaginary: Float32Array.from(real, (_, i) => {
      const [cos, sin, re, im] = turn(i);
      return re * sin + im * cos;
    }),
  };
  const restored = new Float32Array(length);
  stft.synthesise([part], restored);
  stft.close();
  expect(maxError(restored, turned)).toBeLessThan(tolerance);
});

/** Weights a segment by a ramp, so that padding, order and blending all affect the result. */
const ramp: SegmentModel = {
  ...{ sampleRateHz: 44100, channels: 2, segmentFrames: 40 },
  ...{ sources: ['voice', 'other'], voice: 'voice' },
  batch: 3,
  run: async (mixtures) =>
    mixtures.map((mixture) => [mixture.map((x, i) => (x * ((i % 40) + 1)) / 40)]),
};

it.each(golden.songs)('separates a song of $length frames like apply_model', async (song) => {
  const [left, right] = [signal(song.length, 0), signal(song.length, 1)];
  const samples = Float32Array.from({ length: 2 * song.length }, (_, i) =>
    i % 2 === 0 ? left[i / 2]! : right[(i - 1) / 2]!,
  );
  const folder = await temporaryFolder();
  const mixture = await writeStereo(join(folder, 'song.f32'), samples);
  const { mean, scale } = await measureNormalisation(mixture);
  expect(mean).toBeCloseTo(song.mean, 6);
  expect(scale).toBeCloseTo(song.deviation, 6);
  const { signal: never } = new AbortController();
  const options = { preset: 'balanced', stems: 'two', signal: never } as const;
  const { vocals } = await separateSong(ramp, mixture, folder, options);
  const found = await readAll(vocals);
  const planar = [0, 1].flatMap((c) => [...found].filter((_, i) => i % 2 === c));
  expect(maxError(planar, song.voice)).toBeLessThan(tolerance);
});
