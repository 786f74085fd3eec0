import { access, constants, copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { artifactNames } from '@my-pitch/shared/keys';
import { defaultLimits } from '@my-pitch/shared/limits';
import type { WordLine } from '@my-pitch/shared/lyrics/parse-words';
import type { Score } from '@my-pitch/shared/score';
import { type Progress, progressAt } from '@my-pitch/shared/stages';
import { titleOfFileName } from '@my-pitch/shared/title';
import { runStages } from '../stages/run-stages.ts';
import type { OnDownload } from '../stages/separate/model/download-model.ts';
import { openSeparator } from '../stages/separate/process/child-process-separator.ts';
import type { Separator } from '../stages/separate/separator.ts';
import type { Transcription } from '../stages/write-artifacts.ts';
import type { TranscribeArguments } from './arguments.ts';
import { extraFormats } from './extra-formats.ts';
import { SongNotReadable } from './failed-run.ts';
import { type Summary, summarise } from './summary.ts';
import { readWords, withWords, writeWords } from './write-words.ts';

export interface TranscribeTools {
  /** An empty folder. The caller removes it. */
  readonly workDir: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Called during the download of a separation model. */
  readonly onDownload: OnDownload;
}

/**
 * Transcribes one song into a folder. Writes there only after all stages have succeeded.
 * @throws {JobFailure | SongNotReadable} for a song that cannot become a score.
 */
export async function transcribeSong(
  args: TranscribeArguments,
  tools: TranscribeTools,
): Promise<Summary> {
  const startedMs = Date.now();
  await requireFile(args.songPath);
  const words = args.lyricsPath === undefined ? undefined : await readWords(args.lyricsPath);
  let loading: Promise<Separator> | undefined;
  const separator = (): Promise<Separator> => {
    const settings = { ...modelSettings(args), logLevel: 'warn', logTo: 2 as const };
    loading ??= openSeparator(settings, { onDownload: tools.onDownload });
    return loading;
  };
  const song = {
    sourcePath: args.songPath,
    title: titleOfFileName(basename(args.songPath)),
    options: jobOptionsSchema.parse({
      content: args.separation ? 'song' : 'voice',
      lossless: args.lossless,
      preset: args.preset,
      stems: args.stems,
    }),
    maxDurationSeconds: defaultLimits.maxDurationSeconds,
    pitchMethod: args.pitchMethod,
  };
  try {
    const transcription = await runStages(song, {
      ...tools,
      separator,
      onStage: async (stage) => tools.onProgress(progressAt(stage, 0)),
      // There is no next song: the later stages can have the network's memory.
      onSeparated: () => void loading?.then((opened) => opened.close()),
    });
    const model = (await loading)?.model;
    await copyToOutput(transcription, args.outDir);
    const extra = await writeExtraFormats(transcription.score, words, args);
    const processingSeconds = (Date.now() - startedMs) / 1000;
    const names = { song: basename(args.songPath), outDir: args.outDir };
    const summary = summarise(transcription, { ...names, processingSeconds, model });
    return { ...summary, files: [...summary.files, ...extra] };
  } finally {
    // An open separation process would keep this process alive. If opening failed, there is nothing
    // to close, and the song has failed with that error.
    const [opened] = await Promise.allSettled([loading]);
    if (opened.status === 'fulfilled') await opened.value?.close();
  }
}

async function writeExtraFormats(
  score: Score,
  words: readonly WordLine[] | undefined,
  { formats = [], outDir, songPath }: TranscribeArguments,
): Promise<readonly string[]> {
  for (const name of Object.values(extraFormats)) await rm(join(outDir, name), { force: true });
  if (!words && formats.length === 0) return [];
  const written = words ? withWords(score, words) : score;
  return writeWords(written, { outDir, song: basename(songPath), formats });
}

/** @throws {SongNotReadable} */
async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new SongNotReadable(`There is no file at ${path}`, { cause });
  });
  if (found.isDirectory()) {
    throw new SongNotReadable(`${path} is a folder. Give the path of one file.`);
  }
  if (!found.isFile()) throw new SongNotReadable(`${path} is not a file.`);
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new SongNotReadable(`You may not read the file at ${path}`, { cause });
  });
}

async function copyToOutput({ artifacts }: Transcription, outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true });
  for (const name of artifactNames) await rm(join(outDir, name), { force: true });
  for (const { name, path } of artifacts) await copyFile(path, join(outDir, name));
}

function modelSettings({ modelSource, modelSha256, preset, stems, ...args }: TranscribeArguments) {
  const { threads, executionProviders } = args;
  return {
    firstSong: { preset, stems },
    ...(executionProviders !== undefined && { executionProviders }),
    ...(modelSource !== undefined && { modelSource }),
    ...(modelSha256 !== undefined && { modelSha256 }),
    ...(threads !== undefined && { threads }),
  };
}
