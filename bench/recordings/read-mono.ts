import { execFileSync } from 'node:child_process';

const bytesPerSample = Float32Array.BYTES_PER_ELEMENT;

/**
 * Decodes a recording to one channel, resampled to a rate.
 * @param channels the mix in the syntax of ffmpeg's pan filter: `c1` is the right channel. By default
 * the mean of all channels.
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
