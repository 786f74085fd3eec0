import { compareTake } from '../../gpu-worker/stages/compare/compare-take.ts';
import { printTable } from '../measure/print-table.ts';
import { readMono } from '../recordings/read-mono.ts';
import { analyseVoice } from './analyse-voice.ts';
import { withBleed } from './degrade-voice.ts';
import { largestChange } from './disturbances.ts';
import { listMixtures } from './mixtures.ts';
import { originalOf } from './original-of.ts';

const bleedRateHz = 44_100;
const bleedLevelsDb = [-30, -20, -10];

/** How much an accompaniment in the microphone changes the points of a take. */
export async function measureBleed(folder: string, cache: string): Promise<void> {
  console.log(
    '\nA voice with the accompaniment in its microphone, against the voice: change of points',
  );
  const rows: (string | number)[][] = [];
  for (const { id, voicePath, accompanimentPath } of listMixtures(cache)) {
    const analysis = await analyseVoice(voicePath);
    const original = originalOf(analysis);
    const pointsOf = async (take: typeof analysis) =>
      (await compareTake(original, { analysis: take })).overall.normal;
    const clean = await pointsOf(analysis);
    const accompaniment = readMono(accompanimentPath, bleedRateHz);
    const changes: number[] = [];
    for (const levelDb of bleedLevelsDb) {
      const path = withBleed(accompaniment, levelDb)(voicePath, folder);
      changes.push((await pointsOf(await analyseVoice(path))) - clean);
    }
    rows.push([id, clean, ...changes]);
  }
  rows.push(largestChange(rows));
  printTable(['voice', 'clean', ...bleedLevelsDb.map((levelDb) => `${levelDb} dB`)], rows);
}
