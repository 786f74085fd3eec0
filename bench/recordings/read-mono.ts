import { execFileSync } from 'node:child_process';

const bytesPerSample = Float32Array.BYTES_PER_ELEMENT;

/**
 * A recording as one channel at a rate.
 * @param channels how the one is made of those there are, as ffmpeg's pan filter has it: `c1` is
 * the right one alone; by default their mean.
 */
export function readMono(path: string, sampleRateHz: number, channels?: string): Float32Array {
  const pan = channels === undefined ? [] : [`pan=mono|c0=${channels}`];
  const resample = `aresample=${sampleRateHz}:resampler=soxr:precision=28`;
  const bytes = execFileSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-i', path, '-af', [...pan, resample].join(',')],
      ...['-ac', '1', '-f', 'f32le', '-'],
    ],
    { maxBuffer: 2 ** 30 },
  );
  const samples = new Float32Array(bytes.length / bytesPerSample);
  new Uint8Array(samples.buffer).set(bytes.subarray(0, samples.byteLength));
  return samples;
}
