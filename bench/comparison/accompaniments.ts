import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeSecondsAt } from '@my-pitch/shared/scoring/time-alignment';
import {
  alignAccompaniments,
  alignmentRateHz,
} from '../../gpu-worker/stages/align/align-accompaniments.ts';
import { printTable } from '../measure/print-table.ts';
import { readMono } from '../recordings/read-mono.ts';
import { testDataPath } from '../recordings/test-data.ts';
import { inRoom, throughPhone } from './degrade-voice.ts';

const cutSeconds = 5.3;

/** Errors of the alignment by accompaniment, of a mixture that begins later, against the accompaniment. */
export async function alignRealAccompaniments(folder: string): Promise<void> {
  console.log('\nAlignment by accompaniment: error in milliseconds at 0 and 30 s');
  const musdb = testDataPath('mixtures', 'musdb18');
  const [song = ''] = readdirSync(musdb);
  const vocals = join(musdb, song, 'vocals_true.mp3');
  const accompaniment = join(musdb, song, 'accompaniment_true.mp3');
  const cut = join(folder, 'cut.wav');
  const inputs = ['-i', vocals, '-i', accompaniment];
  const mixed = ['-filter_complex', 'amix=inputs=2:normalize=0', '-ss', String(cutSeconds)];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs, ...mixed, cut]);
  const original = readMono(accompaniment, alignmentRateHz);
  const takes = [
    ['mixture', cut],
    ['through a phone', throughPhone(cut, folder)],
    ['in a room', inRoom(0.8)(cut, folder)],
    ['vocals alone', vocals],
  ] as const;
  const rows: string[][] = [];
  for (const [name, path] of takes) {
    const alignment = await alignAccompaniments(original, readMono(path, alignmentRateHz));
    const errors = [0, 30].map((seconds) =>
      alignment
        ? (1000 * (takeSecondsAt(alignment, seconds) - seconds + cutSeconds)).toFixed(2)
        : 'none',
    );
    rows.push([name, ...errors]);
  }
  printTable(['take', '0 s', '30 s'], rows);
}
