import { compareTake } from '../../gpu-worker/stages/compare/compare-take.ts';
import { meanOfColumn } from '../measure/mean-of-column.ts';
import { printTable } from '../measure/print-table.ts';
import { analyseVoice } from './analyse-voice.ts';
import { listMixtures } from './mixtures.ts';
import { originalOf } from './original-of.ts';

/** A clean voice against itself, and its own separation from the mixture against it. */
export async function compareWithSeparated(cache: string): Promise<void> {
  console.log('\nA voice against itself, and its separation from the mixture against it');
  const rows: (string | number)[][] = [];
  for (const { id, voicePath, separate } of listMixtures(cache)) {
    const analysis = await analyseVoice(voicePath);
    const original = originalOf(analysis);
    const itself = await compareTake(original, { analysis });
    const found = await compareTake(original, { analysis: await analyseVoice(await separate()) });
    const { strict, normal } = found.overall;
    const { wrong, missed, extra } = found.counts;
    rows.push([
      id,
      itself.overall.strict,
      strict,
      normal,
      analysis.notes.length,
      wrong,
      missed,
      extra,
    ]);
  }
  rows.push(['mean', ...[1, 2, 3].map((column) => meanOfColumn(rows, column)), '', '', '', '']);
  printTable(
    ['voice', 'itself', 'separated, strict', 'normal', 'notes', 'wrong', 'missed', 'extra'],
    rows,
  );
}
