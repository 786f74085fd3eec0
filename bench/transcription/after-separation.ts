import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { meanOfColumn } from '../measure/mean-of-column.ts';
import { printTable } from '../measure/print-table.ts';
import { scoreNotes } from '../metrics/note-metrics.ts';
import { mir1kRecordings } from '../recordings/mir1k.ts';
import { withSeparatedVoice } from '../recordings/separate-voice.ts';
import { testDataPath } from '../recordings/test-data.ts';
import { myPitch } from './transcribers.ts';

/** Compares the notes of a voice separated from its mixture with those of the original voice. */
export async function compareAfterSeparation(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'my-pitch-bench-'));
  const rows: (string | number)[][] = [];
  try {
    for (const { id, mixture, channels, voice } of mixtures(folder)) {
      const truth = await myPitch(voice, 'written');
      const found = await withSeparatedVoice(mixture, { channels }, (path) =>
        myPitch(path, 'written'),
      );
      const { onset, onsetPitch, onsetPitchOffset } = scoreNotes(truth, found);
      const figures = [onset, onsetPitch, onsetPitchOffset].map(({ fMeasure }) => fMeasure);
      rows.push([id, truth.length, found.length, ...figures]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const mean = (column: number) => meanOfColumn(rows, column);
  rows.push(['mean', '', '', mean(3), mean(4), mean(5)]);
  printTable(['mixture', 'notes alone', 'found', 'COn', 'COnP', 'COnPOff'], rows);
}

/** Mixtures with their original voice; temporary files go to `folder`. */
function mixtures(folder: string) {
  const musdb = testDataPath('mixtures', 'musdb18');
  const [song = ''] = readdirSync(musdb);
  const stems = ['vocals_true.mp3', 'accompaniment_true.mp3'].map((name) =>
    join(musdb, song, name),
  );
  const sum = join(folder, 'musdb.wav');
  execFileSync('ffmpeg', [
    ...['-v', 'error', ...stems.flatMap((stem) => ['-i', stem])],
    ...['-filter_complex', 'amix=inputs=2:normalize=0', '-c:a', 'pcm_f32le', sum],
  ]);
  return [
    { id: song, mixture: sum, channels: '0.5*c0+0.5*c1', voice: stems[0] as string },
    ...mir1kRecordings().map(({ id, path }) => {
      const voice = join(folder, `${id}.wav`);
      execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-af', 'pan=mono|c0=c1', voice]);
      return { id, mixture: path, channels: 'c0+c1', voice };
    }),
  ];
}
