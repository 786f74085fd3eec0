import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analysisSchema } from '@my-pitch/shared/analysis';
import { correctionsSchema } from '@my-pitch/shared/corrections';
import { JobFailure } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import type { CompletedJob, Job } from '@my-pitch/shared/job';
import { type ArtifactName, correctionsName } from '@my-pitch/shared/keys';
import { scoreOf } from '@my-pitch/shared/notation/score-of-document';
import { originalStateOf } from '@my-pitch/shared/original-state';
import { scoreSchema } from '@my-pitch/shared/score';
import type { NotCompared } from '@my-pitch/shared/take';
import { z } from 'zod';
import type { JobTable, SongFiles } from './ports.ts';
import { alignmentRateHz } from './stages/align/align-accompaniments.ts';
import { type ComparedSong, compareTake } from './stages/compare/compare-take.ts';
import { decodeSong } from './stages/decode/decode-song.ts';
import { resampleToMono } from './stages/decode/resample-to-mono.ts';
import type { TranscribedSong } from './stages/run-stages.ts';
import type { ArtifactFile } from './stages/write-artifacts.ts';

export interface CompareTools {
  readonly table: Pick<JobTable, 'read'>;
  readonly files: Pick<SongFiles, 'downloadResult'>;
  /** The folder of the take. */
  readonly workDir: string;
  readonly signal: AbortSignal;
}

/** The comparison of a take, or why there is none. */
export type ComparedTake =
  | { readonly comparison: ArtifactFile; readonly notCompared?: undefined }
  | { readonly notCompared: NotCompared; readonly comparison?: undefined };

/** The original exists, but cannot be used. */
class OriginalUnusable extends Error {
  override readonly name = 'OriginalUnusable';
  readonly reason: NotCompared;

  constructor(reason: NotCompared, options?: { cause?: unknown }) {
    super(reason, options);
    this.reason = reason;
  }
}

/**
 * Compares a transcribed take with its original's artifacts and writes `comparison.json`. A take keeps its own
 * result if the original was deleted meanwhile, also while it is read.
 * @throws {MachineFailure} when the table or the object store does not answer.
 */
export async function compareWithOriginal(
  originalId: JobId,
  take: TranscribedSong,
  tools: CompareTools,
): Promise<ComparedTake> {
  try {
    return { comparison: await compare(originalId, take, tools) };
  } catch (error) {
    tools.signal.throwIfAborted();
    if (error instanceof OriginalUnusable) return { notCompared: error.reason };
    // The original may have been deleted while it was read, whatever the store said about it.
    const reason = reasonAgainst(await tools.table.read(originalId));
    if (reason) return { notCompared: reason };
    throw error;
  }
}

async function compare(
  originalId: JobId,
  take: TranscribedSong,
  tools: CompareTools,
): Promise<ArtifactFile> {
  const original = await readOriginal(originalId, tools);
  const comparison = await compareTake(
    {
      ...original,
      // Without an accompaniment of the take there is nothing to align it with.
      accompaniment: take.accompaniment && (await readAccompaniment(original.job, tools)),
    },
    { analysis: take.analysis, accompaniment: await accompanimentOf(take, tools) },
  );
  const path = join(tools.workDir, 'comparison.json');
  await writeFile(path, JSON.stringify(comparison), { signal: tools.signal });
  return { name: 'comparison.json', path };
}

/** What a take is compared with: the score with its owner's corrections, if there are any. */
async function readOriginal(originalId: JobId, tools: CompareTools) {
  const job = await tools.table.read(originalId);
  const reason = reasonAgainst(job);
  if (reason || job?.status !== 'completed') throw new OriginalUnusable(reason ?? 'original-gone');
  await mkdir(folderOf(tools), { recursive: true });
  return {
    job,
    score:
      (await readCorrected(job, tools)) ??
      (await readDocument(job, 'score.json', scoreSchema, tools)),
    analysis: await readDocument(job, 'analysis.json', analysisSchema, tools),
  };
}

/** The corrected score of a job; `undefined` if nobody has corrected it. */
async function readCorrected({ jobId }: CompletedJob, tools: CompareTools) {
  const path = join(folderOf(tools), correctionsName);
  if (!(await tools.files.downloadResult(jobId, correctionsName, path, tools.signal)))
    return undefined;
  // Corrections are checked before they are stored, so only an earlier version's can be refused here.
  const corrections = correctionsSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  return corrections.success ? scoreOf(corrections.data) : undefined;
}

/** Why there can be no comparison with an original; `undefined` if there can. */
function reasonAgainst(original: Job | undefined): NotCompared | undefined {
  const state = originalStateOf(original, Date.now());
  if (state === 'pending') throw new Error('The take was claimed before its original was done');
  return state === 'ready' ? undefined : `original-${state}`;
}

async function readDocument<Schema extends z.ZodType>(
  { jobId }: CompletedJob,
  name: ArtifactName,
  schema: Schema,
  tools: CompareTools,
): Promise<z.output<Schema>> {
  const text = await readFile(await download(jobId, name, tools), 'utf8');
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    if (!(cause instanceof z.ZodError || cause instanceof SyntaxError)) throw cause;
    throw new OriginalUnusable('original-unreadable', { cause });
  }
}

/** Mono at the alignment's rate; `undefined` if the original is only a voice. */
async function readAccompaniment(
  { jobId, artifacts, durationSeconds }: CompletedJob,
  tools: CompareTools,
): Promise<ComparedSong['accompaniment']> {
  const name = 'accompaniment.m4a';
  if (!artifacts.some((artifact) => artifact.name === name)) return undefined;
  const path = await download(jobId, name, tools);
  try {
    const pcm = await decodeSong(path, join(folderOf(tools), 'accompaniment.f32'), {
      // The encoder adds some frames.
      maxDurationSeconds: durationSeconds + 1,
      signal: tools.signal,
    });
    return await resampleToMono(pcm, alignmentRateHz, tools);
  } catch (cause) {
    if (!(cause instanceof JobFailure)) throw cause;
    throw new OriginalUnusable('original-unreadable', { cause });
  }
}

async function accompanimentOf({ accompaniment }: TranscribedSong, tools: CompareTools) {
  return accompaniment && resampleToMono(accompaniment, alignmentRateHz, tools);
}

async function download(
  jobId: JobId,
  name: ArtifactName,
  { files, workDir, signal }: CompareTools,
): Promise<string> {
  const path = join(folderOf({ workDir }), name);
  const exists = await files.downloadResult(jobId, name, path, signal);
  if (!exists) throw new OriginalUnusable('original-gone');
  return path;
}

function folderOf({ workDir }: Pick<CompareTools, 'workDir'>): string {
  return join(workDir, 'original');
}
