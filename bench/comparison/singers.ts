import { compareTake } from '../../gpu-worker/stages/compare/compare-take.ts';
import { printTable } from '../measure/print-table.ts';
import { readSsvd } from '../score/ssvd-songs.ts';
import { analyseVoice } from './analyse-voice.ts';
import { originalOf } from './original-of.ts';

/** Each sight-singing recording as the take of each other one: the same song, and others. */
export async function compareSingers(): Promise<void> {
  console.log(
    '\nSingers against each other, points at the level normal; in brackets, another song',
  );
  const songs = [];
  for (const { id, audioPath, reference } of readSsvd()) {
    const melody = JSON.stringify(reference.notes);
    songs.push({ id, melody, original: originalOf(await analyseVoice(audioPath)) });
  }
  const same: number[] = [];
  const others: number[] = [];
  const rows: string[][] = [];
  for (const { id, melody, original } of songs) {
    const cells: string[] = [];
    for (const take of songs) {
      const { overall } = await compareTake(original, take.original);
      const points = overall.normal;
      const isSame = take.melody === melody;
      if (take.id !== id) (isSame ? same : others).push(points);
      cells.push(isSame ? points.toFixed(1) : `(${points.toFixed(1)})`);
    }
    rows.push([id, ...cells]);
  }
  printTable(['original', ...songs.map(({ id }) => id)], rows);
  console.log(`Same song: ${range(same)}. Another song: ${range(others)}.`);
}

function range(points: readonly number[]): string {
  return `${Math.min(...points).toFixed(1)} to ${Math.max(...points).toFixed(1)}`;
}
