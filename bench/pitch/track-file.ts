import { pitchMethodSchema } from '@my-pitch/shared/analysis';
import { chooseTracker } from '../../gpu-worker/stages/pitch/choose-tracker.ts';
import { readMono } from '../recordings/read-mono.ts';

// Runs in a separate process per measurement: `track-file.ts METHOD FILE` prints the tracker's seconds.
const [method, path] = process.argv.slice(2);
const { sampleRateHz, track } = chooseTracker(pitchMethodSchema.parse(method));
const voice = readMono(path ?? '', sampleRateHz);
const startedAt = performance.now();
await track(voice);
console.log((performance.now() - startedAt) / 1000);
