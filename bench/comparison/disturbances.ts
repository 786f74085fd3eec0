import { compareTake } from '../../gpu-worker/stages/compare/compare-take.ts';
import { printTable } from '../measure/print-table.ts';
import { readMono } from '../recordings/read-mono.ts';
import { readSsvd } from '../score/ssvd-songs.ts';
import { analyseVoice } from './analyse-voice.ts';
import { type Degradation, inRoom, throughPhone, withBleed, withNoise } from './degrade-voice.ts';
import { listMixtures } from './mixtures.ts';
import { originalOf } from './original-of.ts';
import { printedNotes, scoreRecording } from './printed-songs.ts';

const conditions: readonly (readonly [string, Degradation])[] = [
  ['noise 20 dB', withNoise(20)],
  ['noise 10 dB', withNoise(10)],
  ['phone', throughPhone],
  ['room 0.4 s', inRoom(0.4)],
  ['room 0.8 s', inRoom(0.8)],
];
const bleedRateHz = 44_100;
const bleedLevelsDb = [-30, -20, -10];

/** How much noise, a phone, a room and bleed of the accompaniment change the score of a take. */
export async function measureDisturbances(folder: string, cache: string): Promise<void> {
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
  await measureBleed(folder, cache);
}

async function measureBleed(folder: string, cache: string): Promise<void> {
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

function largestChange(rows: readonly (readonly (string | number)[])[]): (string | number)[] {
  const columns = (rows[0] ?? []).slice(2).map((_, i) => rows.map((row) => Number(row[i + 2])));
  const largest = columns.map((changes) => Math.max(...changes.map(Math.abs)));
  return ['largest', '', ...largest];
}
