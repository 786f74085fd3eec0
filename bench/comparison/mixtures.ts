import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { mir1kRecordings } from '../recordings/mir1k.ts';
import { withSeparatedVoice } from '../recordings/separate-voice.ts';
import { testDataPath } from '../recordings/test-data.ts';

/** A mixture with its true parts. */
export interface Mixture {
  readonly id: string;
  readonly voicePath: string;
  readonly accompanimentPath: string;
  /** The voice that the product separates from the mixture, as a WAV file. */
  readonly separate: () => Promise<string>;
}

/**
 * The mixtures among the test recordings, and their true parts as WAV files in a folder. Separated voices
 * are kept there, so that only the first run takes minutes.
 */
export function listMixtures(folder: string): Mixture[] {
  mkdirSync(folder, { recursive: true });
  const musdb = testDataPath('mixtures', 'musdb18');
  const [song = ''] = readdirSync(musdb);
  const [vocals, accompaniment] = ['vocals_true.mp3', 'accompaniment_true.mp3'].map((name) =>
    join(musdb, song, name),
  ) as [string, string];
  const sum = join(folder, 'musdb.wav');
  const inputs = ['-i', vocals, '-i', accompaniment];
  const mixed = ['-filter_complex', 'amix=inputs=2:normalize=0', '-c:a', 'pcm_f32le'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs, ...mixed, sum]);
  return [
    {
      id: song,
      voicePath: vocals,
      accompanimentPath: accompaniment,
      separate: () => separated(folder, 'musdb', sum, '0.5*c0+0.5*c1'),
    },
    ...mir1kRecordings().map(({ id, path }) => ({
      id,
      voicePath: channelOf(path, 'c1', join(folder, `${id}.voice.wav`)),
      accompanimentPath: channelOf(path, 'c0', join(folder, `${id}.accompaniment.wav`)),
      separate: () => separated(folder, id, path, 'c0+c1'),
    })),
  ];
}

async function separated(folder: string, id: string, mixture: string, channels: string) {
  const kept = join(folder, `${id}.separated.wav`);
  if (!existsSync(kept)) {
    await withSeparatedVoice(mixture, { channels }, async (path) => copyFileSync(path, kept));
  }
  return kept;
}

function channelOf(path: string, channel: string, target: string): string {
  const pan = ['-af', `pan=mono|c0=${channel}`];
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', path, ...pan, target]);
  return target;
}
