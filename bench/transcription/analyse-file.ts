import { findNotes } from '../../gpu-worker/stages/notes/find-notes.ts';
import { chooseTracker } from '../../gpu-worker/stages/pitch/choose-tracker.ts';
import { writeScore } from '../../gpu-worker/stages/score/write-score.ts';
import { readMono } from '../recordings/read-mono.ts';

// Runs in a separate process per measurement: `analyse-file.ts FILE` prints the seconds of each stage.
const [path = ''] = process.argv.slice(2);
const notesRateHz = 22_050;
const { sampleRateHz, track } = chooseTracker('swift-f0');
const secondsOf: number[] = [];
let startedAt = performance.now();
const lap = () => {
  secondsOf.push((performance.now() - startedAt) / 1000);
  startedAt = performance.now();
};

const forPitch = readMono(path, sampleRateHz);
startedAt = performance.now();
const f0 = await track(forPitch);
lap();
const voice = readMono(path, notesRateHz);
startedAt = performance.now();
const { notes } = await findNotes(f0, voice, notesRateHz);
lap();
const { score } = writeScore({ notes, durationSeconds: voice.length / notesRateHz, title: path });
lap();
console.log(JSON.stringify({ notes: notes.length, measures: score.measures.length, secondsOf }));
