import { access, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analysisSchema } from '@my-pitch/shared/analysis';
import { defaultLimits } from '@my-pitch/shared/limits';
import { scoreSchema } from '@my-pitch/shared/score';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import type { z } from 'zod';
import { alignmentRateHz } from '../stages/align/align-accompaniments.ts';
import { compareTake } from '../stages/compare/compare-take.ts';
import { decodeSong } from '../stages/decode/decode-song.ts';
import { resampleToMono } from '../stages/decode/resample-to-mono.ts';
import type { CompareArguments, Side } from './compare-arguments.ts';
import { SongNotReadable } from './failed-run.ts';
import { type TranscribeTools, transcribeSong } from './transcribe-song.ts';

/**
 * Compares a take with its original, both from files or from earlier transcriptions, and writes
 * `comparison.json`.
 * @throws {JobFailure | SongNotReadable} for a song that cannot be used.
 */
export async function compareSongs(
  args: CompareArguments,
  tools: TranscribeTools,
): Promise<Comparison> {
  const original = await openSong('original', args, tools);
  const take = await openSong('take', args, tools);
  const comparison = await compareTake(original, take);
  await mkdir(args.outDir, { recursive: true });
  await writeFile(join(args.outDir, 'comparison.json'), JSON.stringify(comparison));
  return comparison;
}

async function openSong(side: Side, args: CompareArguments, tools: TranscribeTools) {
  const path = side === 'original' ? args.originalPath : args.takePath;
  const workDir = join(tools.workDir, side);
  await mkdir(workDir);
  const isFolder = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  const folder = isFolder ? path : join(args.outDir, side);
  if (!isFolder) {
    const song = {
      songPath: path,
      outDir: folder,
      separation: !args.voiceOnly.includes(side),
      preset: args.preset,
      stems: 'two',
      lossless: false,
      pitchMethod: 'swift-f0',
      json: false,
      formats: [],
    } as const;
    await transcribeSong(song, { ...tools, workDir });
  }
  return {
    analysis: await readDocument(join(folder, 'analysis.json'), analysisSchema),
    score: await readDocument(join(folder, 'score.json'), scoreSchema),
    accompaniment: await readAccompaniment(join(folder, 'accompaniment.m4a'), {
      ...tools,
      workDir,
    }),
  };
}

async function readDocument<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new SongNotReadable(`There is no usable transcription at ${path}`, { cause });
  }
}

async function readAccompaniment(
  path: string,
  { workDir, signal }: TranscribeTools,
): Promise<Float32Array | undefined> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) return undefined;
  const { maxDurationSeconds } = defaultLimits;
  const decoded = await decodeSong(path, join(workDir, 'accompaniment.f32'), {
    maxDurationSeconds,
    signal,
  });
  return resampleToMono(decoded, alignmentRateHz, { signal });
}
