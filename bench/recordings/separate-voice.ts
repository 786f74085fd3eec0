import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Preset } from '@my-pitch/shared/job';

const separateCli = resolve(import.meta.dirname, '../../gpu-worker/cli/separate.ts');

export interface SeparationOptions {
  /** Mix for both channels of the mixture in the syntax of ffmpeg's pan filter; by default unchanged. */
  readonly channels?: string;
  readonly preset?: Preset;
}

/**
 * Separates the voice from a mixture with the worker's own separation.
 * @param use receives the path of the voice as a WAV file, which is deleted afterwards.
 */
export function withSeparatedVoice<Result>(
  path: string,
  options: SeparationOptions,
  use: (voicePath: string) => Promise<Result>,
): Promise<Result> {
  return withSeparatedStem(path, 'vocals', options, use);
}

/** Like {@link withSeparatedVoice}, for either stem. */
export async function withSeparatedStem<Result>(
  path: string,
  stem: 'vocals' | 'accompaniment',
  { channels, preset = 'balanced' }: SeparationOptions,
  use: (stemPath: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'my-pitch-bench-'));
  try {
    const mixture = join(folder, 'mixture.wav');
    const wav = join(folder, 'stem.wav');
    const pan = channels === undefined ? [] : ['-af', `pan=stereo|c0=${channels}|c1=${channels}`];
    execFileSync('ffmpeg', ['-v', 'error', '-i', path, ...pan, '-c:a', 'pcm_f32le', mixture]);
    const separate = [separateCli, mixture, folder, '--preset', preset];
    execFileSync(process.execPath, separate, { stdio: 'ignore' });
    const raw = ['-f', 'f32le', '-ar', '44100', '-ac', '2', '-i', join(folder, `${stem}.f32`)];
    execFileSync('ffmpeg', ['-v', 'error', ...raw, '-c:a', 'pcm_f32le', wav]);
    return await use(wav);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
