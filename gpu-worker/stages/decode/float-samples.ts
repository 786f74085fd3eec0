import type { Readable } from 'node:stream';

/** Yields the samples of a stream of little-endian 32-bit floats; chunks may end within a sample. */
export async function* floatSamples(bytes: Readable): AsyncGenerator<Float32Array> {
  let remainder = new Uint8Array(0);
  for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
    const joined = new Uint8Array(remainder.length + chunk.length);
    joined.set(remainder);
    joined.set(chunk, remainder.length);
    const whole = joined.length - (joined.length % 4);
    remainder = joined.slice(whole);
    if (whole > 0) yield new Float32Array(joined.buffer, 0, whole / 4);
  }
}

/** Sets NaN and infinity to 0, in place: one NaN would silence a whole segment of the separation. */
export function zeroNonFinite(samples: Float32Array): void {
  for (let i = 0; i < samples.length; i++) {
    if (!Number.isFinite(samples[i])) samples[i] = 0;
  }
}
