import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type MeasuredNote, matchNotes, scoreNotes } from '../../bench/metrics/note-metrics.ts';
import { readMono } from '../../bench/recordings/read-mono.ts';
import { gridFrames, gridRateHz, pitchOnGrid } from '../../gpu-worker/stages/notes/frame-grid.ts';
import {
  measureNote,
  type VoiceFrames,
} from '../../gpu-worker/stages/notes/measurement/measure-note.ts';
import { melSpectrogram } from '../../gpu-worker/stages/notes/network/mel-spectrogram.ts';
import { noteFeatures } from '../../gpu-worker/stages/notes/network/note-features.ts';
import { runNoteNetwork } from '../../gpu-worker/stages/notes/network/note-network.ts';
import { decodeNotes } from '../../gpu-worker/stages/notes/segmentation/decode-notes.ts';
import {
  type DecodeSettings,
  decodeSettings,
} from '../../gpu-worker/stages/notes/segmentation/decode-settings.ts';
import { poolOnsets } from '../../gpu-worker/stages/notes/segmentation/pool-onsets.ts';
import { swiftF0 } from '../../gpu-worker/stages/pitch/swift-f0/track-swift-f0.ts';

/**
 * Tunes the weights of the note decoder by two passes of coordinate ascent on synthetic singing that the
 * network was not trained on, and prints them.
 *
 * Usage: node training/notes/tune.ts DIR
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('Usage: node training/notes/tune.ts DIR');

const choices: Readonly<Record<keyof DecodeSettings, readonly number[]>> = {
  insideWeight: [0.1, 0.2, 0.3, 0.45, 0.6],
  insideBias: [-1, -0.5, 0, 0.5, 1],
  onsetWeight: [0.7, 1, 1.4, 2],
  onsetBias: [-2.5, -2, -1.5, -1, -0.5, 0],
  offsetWeight: [0.3, 0.5, 0.8, 1.2],
  offsetBias: [-1, -0.5, 0, 0.5, 1],
  pitchWeight: [0.3, 0.5, 0.8],
  freeReach: [0.1, 0.2, 0.3, 0.5],
  // A sustained leap must begin a new note regardless of the network: no smaller value.
  maxReach: [4],
  octaveSlip: [0.3, 0.5, 1],
  unvoicedCost: [0, 0.1, 0.2, 0.4],
  minFrames: [5],
};

const labelSchema = z.object({ notes: z.array(z.tuple([z.number(), z.number(), z.number()])) });

interface Song extends VoiceFrames {
  readonly reference: MeasuredNote[];
}

async function load(name: string): Promise<Song> {
  const path = join(folder as string, name);
  const wav = path.replace('.json', '.wav');
  const voice = readMono(wav, gridRateHz);
  const f0 = await swiftF0.track(readMono(wav, swiftF0.sampleRateHz));
  const midi = pitchOnGrid(f0, gridFrames(voice.length));
  const network = await runNoteNetwork(noteFeatures(await melSpectrogram(voice), midi));
  const evidence = { ...network, onset: poolOnsets(network.onset) };
  const { notes } = labelSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const reference = notes.map(([startSeconds, endSeconds, midi]) => ({
    startSeconds,
    endSeconds,
    midi,
  }));
  return { voice, midi, evidence, reference };
}

/** F-measure of onsets plus that of onset, pitch and offset, after the singer's tuning is subtracted. */
function objective(song: Song, settings: DecodeSettings): number {
  const found = decodeNotes(song.midi, song.evidence, settings)
    .map((span) => measureNote(span, song))
    .filter((note) => note !== undefined)
    .map((note) => ({ ...note, midi: note.centreMidi }));
  const near = matchNotes(song.reference, found, (a, b) => {
    return Math.abs(a.startSeconds - b.startSeconds) < 0.05;
  });
  const differences = [...near].map(
    ([i, j]) => (found[j]?.midi ?? 0) - (song.reference[i]?.midi ?? 0),
  );
  const tuning = differences.sort((a, b) => a - b)[differences.length >> 1] ?? 0;
  const inTune = found.map((note) => ({ ...note, midi: note.midi - tuning }));
  const { onset, onsetPitchOffset } = scoreNotes(song.reference, inTune);
  return onset.fMeasure + onsetPitchOffset.fMeasure;
}

const songs: Song[] = [];
for (const name of readdirSync(folder).filter((file) => /^\d+\.json$/.test(file))) {
  songs.push(await load(name));
}
const mean = (settings: DecodeSettings) =>
  songs.reduce((sum, song) => sum + objective(song, settings), 0) / songs.length;

let best = decodeSettings;
let bestValue = mean(best);
for (const name of [...Object.keys(choices), ...Object.keys(choices)] as (keyof DecodeSettings)[]) {
  for (const choice of choices[name]) {
    const settings = { ...best, [name]: choice };
    const value = mean(settings);
    if (value <= bestValue) continue;
    best = settings;
    bestValue = value;
  }
  process.stdout.write(`${name} ${best[name]}: ${bestValue.toFixed(4)}\n`);
}
process.stdout.write(`${JSON.stringify(best)}\n`);
