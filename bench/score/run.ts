import { parseArgs } from 'node:util';
import type { SungNote } from '@my-pitch/shared/analysis';
import { findNotes } from '../../gpu-worker/stages/notes/find-notes.ts';
import { chooseTracker } from '../../gpu-worker/stages/pitch/choose-tracker.ts';
import { settleNames } from '../../gpu-worker/stages/score/key/settle-names.ts';
import { writeScore } from '../../gpu-worker/stages/score/write-score.ts';
import { printTable } from '../measure/print-table.ts';
import { readMono } from '../recordings/read-mono.ts';
import { type Deviation, randomSong } from './random-performance.ts';
import { measureScore, type ReferenceScore, type ScoreMeasures } from './score-measures.ts';
import { readSsvd } from './ssvd-songs.ts';

/**
 * Accuracy of scores: of random performances against the melody they perform, and of sight-singing
 * against the printed score. `npm run bench:score [-- --only performances|labels|ours]`. Edits are
 * divided by the number of reference notes, under one transposition. A note is right if its pitch
 * and its written duration are.
 */
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const includes = (part: string) => values.only === undefined || values.only === part;
const heading = [
  'song',
  'edits',
  'pitch',
  'duration',
  'any octave',
  'barlines',
  'time',
  'right',
  'fifths',
  'right',
];
const notesRateHz = 22_050;
const songsPerKind = 12;

const steady: Deviation = { onsetSeconds: 0.02, tempoDrift: 0.005, swing: 0.5 };
const free: Deviation = { onsetSeconds: 0.04, tempoDrift: 0.03, swing: 0.5 };
const kinds: readonly (readonly [string, string, Deviation, boolean?])[] = [
  ...['2/4', '3/4', '4/4', '6/8'].flatMap((time) => [
    [`${time} steady`, time, steady] as const,
    [`${time} free`, time, free] as const,
  ]),
  ['4/4 swung', '4/4', { ...steady, swing: 0.64 }],
  ['4/4 with triplets', '4/4', steady, true],
];

if (includes('performances')) {
  console.log(`\nMeans over ${songsPerKind} random performances of each kind`);
  const rows = kinds.map(([name, time, deviation, withTriplets]) => {
    const all = Array.from({ length: songsPerKind }, (_, seed) => {
      const { notes, seconds, reference } = randomSong(seed, time, deviation, withTriplets);
      return evaluate(notes, seconds, reference);
    });
    return meanRow(name, all);
  });
  printTable(heading, rows);
}
if (includes('labels')) {
  console.log('\nSight-singing, from labelled notes: rhythm, metre and key only');
  const songs = readSsvd();
  const all = songs.map(({ labelled, seconds, reference }) =>
    evaluate(labelled, seconds, reference),
  );
  printSongs(songs, all);
}
if (includes('ours')) {
  console.log('\nSight-singing, from recording to score');
  const songs = readSsvd();
  const all: ScoreMeasures[] = [];
  for (const { audioPath, seconds, reference } of songs) {
    all.push(evaluate(await transcribe(audioPath), seconds, reference));
  }
  printSongs(songs, all);
}

async function transcribe(path: string): Promise<readonly SungNote[]> {
  const { sampleRateHz, track } = chooseTracker('swift-f0');
  const f0 = await track(readMono(path, sampleRateHz));
  const named = await findNotes(f0, readMono(path, notesRateHz), notesRateHz);
  return settleNames(named, undefined).notes;
}

function evaluate(
  notes: readonly SungNote[],
  durationSeconds: number,
  reference: ReferenceScore,
): ScoreMeasures {
  return measureScore(writeScore({ notes, durationSeconds, title: '' }).score, reference);
}

function printSongs(songs: readonly { id: string }[], all: readonly ScoreMeasures[]): void {
  const rows = all.map((m, i) => [
    songs[i]?.id ?? '',
    ...[m.edits, m.pitch, m.duration, m.anyOctave, m.barlines, m.time, Number(m.isTimeRight)],
    ...[String(m.fifths), Number(m.isKeyRight)],
  ]);
  printTable(heading, [...rows, meanRow('mean', all)]);
}

function meanRow(name: string, all: readonly ScoreMeasures[]): (string | number)[] {
  const mean = (value: (measures: ScoreMeasures) => number) =>
    all.reduce((sum, measures) => sum + value(measures), 0) / Math.max(1, all.length);
  const edits = [mean((m) => m.edits), mean((m) => m.pitch), mean((m) => m.duration)];
  const anyOctave = mean((m) => m.anyOctave);
  const time = mean((m) => Number(m.isTimeRight));
  const key = mean((m) => Number(m.isKeyRight));
  return [name, ...edits, anyOctave, mean((m) => m.barlines), '', time, '', key];
}
