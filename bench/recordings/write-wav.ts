import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';

/** Writes mono samples as a WAV file of 32-bit floats. Returns its path. */
export function writeWav(samples: Float32Array, path: string, sampleRateHz: number): string {
  const raw = `${path}.f32`;
  writeFileSync(raw, samples);
  const format = ['-f', 'f32le', '-ar', String(sampleRateHz), '-ac', '1'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...format, '-i', raw, '-c:a', 'pcm_f32le', path]);
  rmSync(raw);
  return path;
}
