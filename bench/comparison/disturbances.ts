import { printTable } from '../measure/print-table.ts';
import { readSsvd } from '../score/ssvd-songs.ts';
import { analyseVoice } from './analyse-voice.ts';
import { type Degradation, inRoom, throughPhone, withNoise } from './degrade-voice.ts';
import { printedNotes, scoreRecording } from './printed-songs.ts';

const conditions: readonly (readonly [string, Degradation])[] = [
  ['noise 20 dB', withNoise(20)],
  ['noise 10 dB', withNoise(10)],
  ['phone', throughPhone],
  ['room 0.4 s', inRoom(0.4)],
  ['room 0.8 s', inRoom(0.8)],
];

/** How much noise, a phone and a room change the points of a take. */
export async function measureDisturbances(folder: string): Promise<void> {
  console.log('\nSight-singing against print, points at the level normal, and their change');
  const rows: (string | number)[][] = [];
  for (const { id, audioPath, reference } of readSsvd()) {
    const printed = printedNotes(reference);
    const pointsOf = async (path: string) =>
      scoreRecording(printed, await analyseVoice(path)).overall.normal;
    const clean = await pointsOf(audioPath);
    const changes: number[] = [];
    for (const [, degrade] of conditions) {
      changes.push((await pointsOf(degrade(audioPath, folder))) - clean);
    }
    rows.push([id, clean, ...changes]);
  }
  rows.push(largestChange(rows));
  printTable(['song', 'clean', ...conditions.map(([name]) => name)], rows);
}

/** The largest change in each column from the third on. */
export function largestChange(
  rows: readonly (readonly (string | number)[])[],
): (string | number)[] {
  const columns = (rows[0] ?? []).slice(2).map((_, i) => rows.map((row) => Number(row[i + 2])));
  const largest = columns.map((changes) => Math.max(...changes.map(Math.abs)));
  return ['largest', '', ...largest];
}
