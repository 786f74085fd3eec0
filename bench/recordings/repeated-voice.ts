import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDataPath } from './test-data.ts';

/**
 * Makes a voice of a given length without pauses: vocadito's recording, looped, mono at its own rate.
 * @param use receives the path of a WAV file, which is deleted afterwards.
 */
export async function withRepeatedVoice<Result>(
  seconds: number,
  use: (voicePath: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'my-pitch-bench-'));
  try {
    const voice = join(folder, 'voice.wav');
    const song = testDataPath('singing', 'vocadito', 'vocadito_10.wav');
    const repeat = ['-stream_loop', '-1', '-i', song, '-t', String(seconds), '-ac', '1'];
    execFileSync('ffmpeg', ['-v', 'error', ...repeat, voice]);
    return await use(voice);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
