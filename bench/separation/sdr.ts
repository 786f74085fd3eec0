import { execFileSync } from 'node:child_process';
import { powerToDb } from '@my-pitch/shared/decibels';

/**
 * Plain signal-to-distortion ratio in dB: power of the reference over power of the difference, over all
 * samples of both channels. NaN and missing samples of the estimate count as 0.
 */
export function plainSdrDb(reference: Float32Array, estimate: Float32Array): number {
  let power = 0;
  let error = 0;
  for (let i = 0; i < reference.length; i++) {
    const expected = reference[i] as number;
    const estimated = estimate[i] ?? 0;
    power += expected * expected;
    error += (expected - (Number.isNaN(estimated) ? 0 : estimated)) ** 2;
  }
  return powerToDb(power / error);
}

/** Reads any file of ffmpeg's formats, or raw floats named `.f32`, as interleaved stereo at 44.1 kHz. */
export function readStereo(path: string): Float32Array {
  const raw = ['-f', 'f32le', '-ar', '44100', '-ac', '2'];
  const bytes = execFileSync(
    'ffmpeg',
    ['-v', 'error', ...(path.endsWith('.f32') ? raw : []), '-i', path, ...raw, '-'],
    { maxBuffer: 2 ** 31 - 1 },
  );
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
