import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMono } from '../../bench/recordings/read-mono.ts';
import { gridFrames, gridRateHz, pitchOnGrid } from '../../gpu-worker/stages/notes/frame-grid.ts';
import { melSpectrogram } from '../../gpu-worker/stages/notes/network/mel-spectrogram.ts';
import { noteFeatures } from '../../gpu-worker/stages/notes/network/note-features.ts';
import { chooseTracker } from '../../gpu-worker/stages/pitch/choose-tracker.ts';

/**
 * Writes the note network's input features of every synthetic recording in a folder beside it, once per
 * pitch tracker: NNNN.<method>.feat, float32 [frames, `featureCount`]. Skips finished recordings.
 *
 * Usage: node training/notes/features.ts DIR
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('Usage: node training/notes/features.ts DIR');

const isDone = (name: string) => existsSync(join(folder, name.replace('.json', '.pyin.feat')));
const songs = readdirSync(folder).filter((file) => /^\d+\.json$/.test(file) && !isDone(file));
for (const name of songs) {
  const path = join(folder, name.replace('.json', '.wav'));
  const voice = readMono(path, gridRateHz);
  const mel = await melSpectrogram(voice);
  for (const method of ['swift-f0', 'pyin'] as const) {
    const { sampleRateHz, track } = chooseTracker(method);
    const f0 = await track(readMono(path, sampleRateHz));
    const features = noteFeatures(mel, pitchOnGrid(f0, gridFrames(voice.length)));
    writeFileSync(path.replace('.wav', `.${method}.feat`), features);
  }
}
