import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const separateCli = resolve(import.meta.dirname, '../../gpu-worker/cli/separate.ts');

/**
 * Takes the voice out of a mixture with our own separation.
 * @param channels the mixture's channels as ffmpeg's pan filter has them.
 * @param use is given the path of the voice as a WAV file, which is gone afterwards.
 */
export async function withSeparatedVoice<Result>(
  path: string,
  channels: string,
  use: (voicePath: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'my-pitch-bench-'));
  try {
    const mixture = join(folder, 'mixture.wav');
    const voice = join(folder, 'voice.wav');
    const pan = `pan=stereo|c0=${channels}|c1=${channels}`;
    execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-af', pan, '-c:a', 'pcm_f32le', mixture]);
    execFileSync(process.execPath, [separateCli, mixture, folder], { stdio: 'ignore' });
    const raw = ['-f', 'f32le', '-ar', '44100', '-ac', '2', '-i', join(folder, 'vocals.f32')];
    execFileSync('ffmpeg', ['-v', 'error', ...raw, '-c:a', 'pcm_f32le', voice]);
    return await use(voice);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
