import { parseArgs } from 'node:util';
import { printTable } from '../measure/print-table.ts';
import { type NoteScores, scoreNotes } from '../metrics/note-metrics.ts';
import {
  labelledRecordings,
  type SungRecording,
  ssvdRecordings,
  vocaditoRecordings,
} from '../recordings/sung-recording.ts';
import { compareAfterSeparation } from './after-separation.ts';
import { nameDriftingSingers } from './drifting-singers.ts';
import { compareWithKaraoke } from './karaoke.ts';
import { measureLongVoice } from './long-voice.ts';
import { transcribers } from './transcribers.ts';
import { transposeToReference } from './transpose-to-reference.ts';

/**
 * `npm run bench:transcription [-- --basic-pitch nmp.onnx] [--labelled FOLDER] [--karaoke FOLDER]`:
 * notes against human annotations, per recording and mean, by the MIREX measures (50 ms, 50 cents, 20 %
 * of the duration).
 */
const { values } = parseArgs({
  options: {
    'basic-pitch': { type: 'string' },
    labelled: { type: 'string' },
    karaoke: { type: 'string' },
  },
});
const heading = ['recording', 'notes', 'found', 'COn', 'COnP', 'COnPOff', 'precision', 'recall'];
const collections: readonly (readonly [string, readonly SungRecording[]])[] = [
  ['SSVD', ssvdRecordings()],
  ['vocadito', vocaditoRecordings()],
  ...(values.labelled ? [[values.labelled, labelledRecordings(values.labelled)] as const] : []),
];

for (const [name, transcribe] of transcribers(values['basic-pitch'])) {
  console.log(`\n${name}`);
  const rows: (string | number)[][] = [];
  const means: (string | number)[][] = [];
  for (const [collection, recordings] of collections) {
    const all: NoteScores[] = [];
    for (const { id, path, notes, pitches } of recordings) {
      const found = await transcribe(path, pitches);
      const scores = scoreNotes(notes, transposeToReference(notes, found));
      rows.push([id, notes.length, found.length, ...figuresOf([scores])]);
      all.push(scores);
    }
    means.push([`mean of ${collection}`, '', '', ...figuresOf(all)]);
  }
  printTable(heading, [...rows, ...means]);
}
console.log('\nNote names of singers who drift');
nameDriftingSingers();
console.log('\nMy Pitch, time and memory of the analysis');
await measureLongVoice();
console.log('\nMy Pitch, a separated voice against the original voice');
await compareAfterSeparation();
if (values.karaoke) {
  console.log('\nMy Pitch, whole songs against their karaoke (100 ms)');
  await compareWithKaraoke(values.karaoke);
}

function figuresOf(scores: readonly NoteScores[]): number[] {
  const mean = (value: (score: NoteScores) => number) =>
    scores.reduce((sum, score) => sum + value(score), 0) / scores.length;
  return [
    mean(({ onset }) => onset.fMeasure),
    mean(({ onsetPitch }) => onsetPitch.fMeasure),
    mean(({ onsetPitchOffset }) => onsetPitchOffset.fMeasure),
    mean(({ onset }) => onset.precision),
    mean(({ onset }) => onset.recall),
  ];
}
