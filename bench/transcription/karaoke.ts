import { meanOfColumn } from '../measure/mean-of-column.ts';
import { printTable } from '../measure/print-table.ts';
import { scoreNotes } from '../metrics/note-metrics.ts';
import { karaokeSongs } from '../recordings/karaoke-songs.ts';
import { withSeparatedVoice } from '../recordings/separate-voice.ts';
import { shiftToReference } from './shift-to-reference.ts';
import { myPitch } from './transcribers.ts';
import { transposeToReference } from './transpose-to-reference.ts';

/** Karaoke notes are transcribed by ear on a grid of about 50 ms. */
const tolerances = { onsetSeconds: 0.1, pitchCents: 50, offsetRatio: 0.2, offsetSeconds: 0.1 };

/** Compares the notes of separated voices of whole songs with their karaoke files. */
export async function compareWithKaraoke(folder: string): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const { id, path, notes } of karaokeSongs(folder)) {
    const found = await withSeparatedVoice(path, { preset: 'fast' }, (voice) =>
      myPitch(voice, 'written'),
    );
    const inTime = shiftToReference(notes, found);
    const { onset, onsetPitch } = scoreNotes(
      notes,
      transposeToReference(notes, inTime),
      tolerances,
    );
    const figures = [onset.fMeasure, onset.precision, onset.recall, onsetPitch.fMeasure];
    rows.push([id, notes.length, found.length, ...figures]);
  }
  const mean = (column: number) => meanOfColumn(rows, column);
  rows.push(['mean', '', '', mean(3), mean(4), mean(5), mean(6)]);
  printTable(['song', 'notes', 'found', 'COn', 'precision', 'recall', 'COnP'], rows);
}
