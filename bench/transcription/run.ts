import { parseArgs } from 'node:util';
import { printTable } from '../measure/print-table.ts';
import { type NoteScores, scoreNotes } from '../metrics/note-metrics.ts';
import {
  type SungRecording,
  ssvdRecordings,
  vocaditoRecordings,
} from '../recordings/sung-recording.ts';
import { compareAfterSeparation } from './after-separation.ts';
import { nameDriftingSingers } from './drifting-singers.ts';
import { measureLongVoice } from './long-voice.ts';
import { transcribers } from './transcribers.ts';
import { transposeToReference } from './transpose-to-reference.ts';

/**
 * `npm run bench:transcription [-- --basic-pitch nmp.onnx]`: notes against those that people wrote
 * down, per recording and mean, by the measures of MIREX (50 ms, 50 cents, a fifth of the length).
 */
const { values } = parseArgs({ options: { 'basic-pitch': { type: 'string' } } });
const heading = ['recording', 'notes', 'found', 'COn', 'COnP', 'COnPOff', 'precision', 'recall'];

for (const [name, transcribe] of transcribers(values['basic-pitch'])) {
  console.log(`\n${name}`);
  const ssvd = await Promise.all(ssvdRecordings().map((recording) => judge(recording)));
  const vocadito = await Promise.all(vocaditoRecordings().map((recording) => judge(recording)));
  const rows = [...ssvd, ...vocadito].map(({ id, notes, found, scores }) => [
    id,
    notes,
    found,
    ...figuresOf([scores]),
  ]);
  const means = [ssvd, vocadito].map((judged, i) => [
    ['mean of SSVD', 'mean of vocadito'][i] as string,
    '',
    '',
    ...figuresOf(judged.map(({ scores }) => scores)),
  ]);
  printTable(heading, [...rows, ...means]);

  async function judge({ id, path, notes, pitches }: SungRecording) {
    const found = await transcribe(path, pitches);
    const scores = scoreNotes(notes, transposeToReference(notes, found));
    return { id, notes: notes.length, found: found.length, scores };
  }
}
console.log('\nNaming the notes of singers who drift');
nameDriftingSingers();
console.log('\nMy Pitch, time and memory of the analysis');
await measureLongVoice();
console.log('\nMy Pitch, the voice separated from a mixture against the voice alone');
await compareAfterSeparation();

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
