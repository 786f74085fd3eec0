import type { Readable } from 'node:stream';

/** Turns a stream of little-endian 32-bit floats into sample arrays, whatever its chunks' boundaries. */
export async function* floatSamples(bytes: Readable): AsyncGenerator<Float32Array> {
  let rest = new Uint8Array(0);
  for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
    const joined = new Uint8Array(rest.length + chunk.length);
    joined.set(rest);
    joined.set(chunk, rest.length);
    const whole = joined.length - (joined.length % 4);
    rest = joined.slice(whole);
    if (whole > 0) yield new Float32Array(joined.buffer, 0, whole / 4);
  }
}

/** Replaces, in place, what is no number: one NaN would silence a whole segment of the separation. */
export function zeroNonFinite(samples: Float32Array): void {
  for (let i = 0; i < samples.length; i++) {
    if (!Number.isFinite(samples[i])) samples[i] = 0;
  }
}
