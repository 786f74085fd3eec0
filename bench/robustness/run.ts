import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { printTable } from '../measure/print-table.ts';
import { sideOfRecording, sides } from '../recordings/sides.ts';
import { type Judgement, judgeSong } from './judge-song.ts';
import { type LabelledSong, labelledSongs } from './labelled-song.ts';
import { separatedVariants } from './separated-variants.ts';
import { type MakeVariant, variants } from './variants.ts';

/**
 * `npm run bench:robustness [-- --labelled FOLDER] [--side tuning|judging] [--only VARIANT]
 * [--separation FOLDER] [--each]`: notes and scores of every labelled recording, clean and in variants, each
 * compared with labels that are true for it. `--side` takes the recordings of one side only (sides.ts),
 * `--separation` adds accompaniments through our separation (half a minute for each recording, once: FOLDER
 * keeps the voices), and `--each` prints a row for each recording.
 */
const { values } = parseArgs({
  options: {
    labelled: { type: 'string' },
    side: { type: 'string' },
    only: { type: 'string' },
    separation: { type: 'string' },
    each: { type: 'boolean', default: false },
  },
});
const heading = [
  ...['variant', 'recordings', 'COn', 'COnP', 'COnPOff', 'found', 'level', 'metre', 'key'],
  ...['edits', 'any octave', 'slowest', 'fastest'],
];
const testData = resolve(import.meta.dirname, '../../../shared/testdata');

const side = z.enum(sides).optional().parse(values.side);
const isMeasured = ({ id }: LabelledSong) => (side ?? sideOfRecording(id)) === sideOfRecording(id);

if (existsSync(testData)) await measureAll(labelledSongs(values.labelled).filter(isMeasured));
else console.log(`Skipped: the labelled recordings are expected in ${testData}`);

async function measureAll(songs: readonly LabelledSong[]): Promise<void> {
  const all = [...variants, ...(values.separation ? separatedVariants(values.separation) : [])];
  const rows: (string | number)[][] = [];
  for (const [name, make] of all.filter(([name]) => (values.only ?? name) === name)) {
    const judged = await judgeAll(songs, make);
    if (values.each) rows.push(...judged.map(([id, one]) => rowOf(`${name} ${id}`, [one])));
    rows.push(
      rowOf(
        name,
        judged.map(([, one]) => one),
      ),
    );
  }
  printTable(heading, rows);
}

async function judgeAll(songs: readonly LabelledSong[], make: MakeVariant) {
  const judged: (readonly [string, Judgement])[] = [];
  for (const song of songs) {
    const folder = mkdtempSync(join(tmpdir(), 'my-pitch-bench-'));
    try {
      judged.push([song.id, await judgeSong(await make(song, folder))]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return judged;
}

/** Means over recordings; those of scores over the recordings with a print. */
function rowOf(name: string, judged: readonly Judgement[]): (string | number)[] {
  const mean = (figures: readonly number[]) =>
    figures.length === 0 ? '' : figures.reduce((sum, value) => sum + value, 0) / figures.length;
  const scores = judged.flatMap(({ score }) => score ?? []);
  const bpms = judged.map(({ quarterBpm }) => Math.round(quarterBpm));
  return [
    name,
    judged.length,
    mean(judged.map(({ notes }) => notes.onset.fMeasure)),
    mean(judged.map(({ notes }) => notes.onsetPitch.fMeasure)),
    mean(judged.map(({ notes }) => notes.onsetPitchOffset.fMeasure)),
    mean(judged.map(({ foundRatio }) => foundRatio)),
    // At the right tempo level, halving or doubling all durations cannot reduce the edits.
    mean(scores.map(({ edits, anyOctave }) => Number(edits <= anyOctave))),
    mean(scores.map(({ isTimeRight }) => Number(isTimeRight))),
    mean(scores.map(({ isKeyRight }) => Number(isKeyRight))),
    mean(scores.map(({ edits }) => edits)),
    mean(scores.map(({ anyOctave }) => anyOctave)),
    Math.min(...bpms),
    Math.max(...bpms),
  ];
}
