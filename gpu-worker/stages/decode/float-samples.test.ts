import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { floatSamples, zeroNonFinite } from './float-samples.ts';

it('reads samples from chunks of any size, and drops an incomplete last sample', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.float32Array({ noNaN: true, maxLength: 50 }),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 }),
      async (samples, sizes) => {
        const bytes = Buffer.concat([Buffer.from(samples.buffer.slice(0)), Buffer.from([1, 2])]);
        const chunks: Buffer[] = [];
        for (let start = 0, i = 0; start < bytes.length; i++) {
          const size = sizes[i % sizes.length]!;
          chunks.push(bytes.subarray(start, start + size));
          start += size;
        }
        const read: number[] = [];
        for await (const part of floatSamples(Readable.from(chunks))) read.push(...part);
        expect(Float32Array.from(read)).toEqual(Float32Array.from(samples));
      },
    ),
  );
});

it('sets NaN and infinity to 0', () => {
  const samples = Float32Array.of(0.5, Number.NaN, -1, Number.POSITIVE_INFINITY);
  zeroNonFinite(samples);
  expect(samples).toEqual(Float32Array.of(0.5, 0, -1, 0));
});
