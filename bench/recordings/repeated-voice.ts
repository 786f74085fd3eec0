import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDataPath } from './test-data.ts';

/**
 * A voice of a length that sings without a pause: vocadito's, repeated, as one channel at its own rate.
 * @param use is given the path of a WAV file, which is gone afterwards.
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
