import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { rewriteHtdemucs } from '../../gpu-worker/htdemucs-rewrites/rewrite-htdemucs.ts';
import { decodeOnnx, encodeOnnx } from '../../gpu-worker/onnx/onnx-file.ts';
import { locateModel } from '../../gpu-worker/stages/separate/model/locate-model.ts';
import { printTable } from '../measure/print-table.ts';
import { runMeasured } from '../measure/run-measured.ts';
import { quantiseConvolutions } from './quantise-convolutions.ts';
import { plainSdrDb, readStereo } from './sdr.ts';
import { prepareSong } from './songs.ts';
import { type Trial, trials } from './trial-list.ts';

const costSchema = z.object({ perSegment: z.number(), cpuPerSegment: z.number() });
const program = join(import.meta.dirname, 'run-trial.ts');

/**
 * Separates the MUSDB excerpt once per trial, each in its own process. Prints time per segment, memory, SDR,
 * and agreement of the vocals with the original network's.
 * @param wanted runs only trials whose name contains one of these words; all if empty.
 */
export async function runTrials(folder: string, wanted: readonly string[]): Promise<void> {
  const song = prepareSong('musdb30', folder);
  if (!song) throw new Error('The trials need the recordings in ../shared/testdata/mixtures');
  const reference = readStereo(song.vocals);
  let unchanged: Float32Array | undefined;
  const rows: string[][] = [];
  const isWanted = ({ name }: Trial): boolean => wanted.some((word) => name.includes(word));
  // The first trial, the original network, is the reference of the others.
  for (const trial of trials.filter((t, i) => i === 0 || wanted.length === 0 || isWanted(t))) {
    const out = join(folder, 'vocals.f32');
    const measured = await measure(trial, folder, song.mixture, out);
    const vocals = readStereo(out);
    unchanged ??= vocals;
    rows.push([
      ...[trial.name, measured.perSegment.toFixed(2), measured.cpuPerSegment.toFixed(2)],
      ...[(measured.peakMemoryBytes / 1e6).toFixed(0), plainSdrDb(reference, vocals).toFixed(3)],
      plainSdrDb(unchanged, vocals).toFixed(1),
    ]);
    console.error(rows.at(-1)?.join('  '));
  }
  printTable(
    ['trial', 's/segment', 'CPU s/segment', 'peak MB', 'vocals dB', 'to unchanged dB'],
    rows,
  );
}

async function measure(trial: Trial, folder: string, mixture: string, out: string) {
  const { path, manifest } = await locateModel({});
  const modelPath = trial.rewriting ? join(folder, 'trial.onnx') : path;
  // Rewritten here, so that the memory for it does not count for the trial.
  if (trial.rewriting) {
    const model = decodeOnnx(readFileSync(path));
    const { segmentFrames, stft } = manifest;
    rewriteHtdemucs(model, { segmentFrames, bins: stft.size / 2, ...trial.rewriting });
    if (trial.convolutions === 'int8') quantiseConvolutions(model);
    writeFileSync(modelPath, encodeOnnx(model));
  }
  const parameters = [program, trial.name, modelPath, mixture, out];
  const measured = await runMeasured(process.execPath, parameters);
  if (trial.rewriting) rmSync(modelPath);
  const line = measured.output.trim().split('\n').at(-1) ?? '';
  return { ...measured, ...costSchema.parse(JSON.parse(line)) };
}
