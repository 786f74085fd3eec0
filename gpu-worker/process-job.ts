import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PitchMethod } from '@my-pitch/shared/analysis';
import type { ProcessingJob, StoredArtifact } from '@my-pitch/shared/job';
import type { Completion } from '@my-pitch/shared/job-writes';
import { lifetimes } from '@my-pitch/shared/limits';
import { resultKeyOf } from '@my-pitch/shared/node/result-key';
import { titleOfFileName } from '@my-pitch/shared/title';
import { compareWithOriginal } from './compare-with-original.ts';
import type { JobTable, SongFiles } from './ports.ts';
import type { AttemptHooks } from './queue/run-attempt.ts';
import { runStages } from './stages/run-stages.ts';
import { sha256Of } from './stages/separate/model/file-checksum.ts';
import type { Separator } from './stages/separate/separator.ts';
import type { ArtifactFile, Transcription } from './stages/write-artifacts.ts';

export interface ProcessJobContext {
  readonly table: Pick<JobTable, 'read'>;
  readonly files: SongFiles;
  readonly separator: Separator;
  readonly maxDurationSeconds: number;
  readonly pitchMethod: PitchMethod;
  /** Without it the result is not reused for other jobs. */
  readonly pipelineVersion?: string | undefined;
  /** This worker's folder. Each job gets a folder in it. */
  readonly workDir: string;
}

/**
 * One attempt at a job: downloads the song, runs the stages, compares a take with its original, uploads the
 * artifacts. Leaves nothing on disk.
 * @throws {JobFailure} for a song that cannot become a score.
 * @throws {MachineFailure} for a failure that another machine may not have. Errors that are not
 * classified pass through.
 */
export async function processJob(
  job: ProcessingJob,
  hooks: AttemptHooks,
  context: ProcessJobContext,
): Promise<Completion> {
  const startMs = performance.now();
  const workDir = await mkdtemp(join(context.workDir, 'job-'));
  try {
    const sourcePath = join(workDir, 'source');
    await context.files.download(job.jobId, sourcePath, hooks.signal);
    const identity = await identityOf(sourcePath, job, context);
    const song = {
      sourcePath,
      title: titleOfFileName(job.fileName),
      options: job.options,
      maxDurationSeconds: context.maxDurationSeconds,
      pitchMethod: context.pitchMethod,
    };
    const separator = async (): Promise<Separator> => context.separator;
    let engine: string | undefined;
    const onSeparated = (provider: string, usedEngine: string): void => {
      engine = usedEngine;
      hooks.onSeparated(provider);
    };
    const tools = { ...hooks, workDir, separator, onSeparated };
    const transcription = await runStages(song, tools);
    const comparing = { ...context, workDir, signal: hooks.signal };
    const { comparison, notCompared } =
      job.takeOf === undefined
        ? {}
        : await compareWithOriginal(job.takeOf, transcription, comparing);
    const files = [...transcription.artifacts, ...(comparison ? [comparison] : [])];
    const artifacts = await uploadAll(job, files, context.files, hooks.signal);
    const seconds = (performance.now() - startMs) / 1000;
    return {
      ...completion(transcription, artifacts, seconds),
      ...identity,
      ...(notCompared !== undefined && { notCompared }),
      ...(engine !== undefined && { engine }),
    };
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/**
 * What lets later jobs with the same file copy this result. The hash is of the bytes that are about to be
 * processed: one that was only declared could offer this result for another file. The result of a take is not
 * copied, because it also depends on the original.
 */
async function identityOf(
  sourcePath: string,
  { options, takeOf }: ProcessingJob,
  { pipelineVersion }: ProcessJobContext,
): Promise<Pick<Completion, 'contentSha256' | 'pipelineVersion' | 'resultKey'>> {
  if (pipelineVersion === undefined || takeOf !== undefined) return {};
  const contentSha256 = await sha256Of(sourcePath);
  const resultKey = resultKeyOf({ contentSha256, options, pipelineVersion });
  return { contentSha256, pipelineVersion, resultKey };
}

async function uploadAll(
  { jobId }: ProcessingJob,
  artifacts: readonly ArtifactFile[],
  files: SongFiles,
  signal: AbortSignal,
): Promise<StoredArtifact[]> {
  const stored: StoredArtifact[] = [];
  for (const { name, path } of artifacts) {
    await files.upload(jobId, name, path, signal);
    stored.push({ name, sizeBytes: (await stat(path)).size });
  }
  return stored;
}

/** @param processingSeconds from a monotonic clock: the system clock may be set back meanwhile. */
function completion(
  { analysis }: Transcription,
  artifacts: StoredArtifact[],
  processingSeconds: number,
): Completion {
  const expiresMs = Date.now() + lifetimes.resultObjectDays * 86_400_000;
  return {
    processingSeconds,
    durationSeconds: analysis.durationSeconds,
    artifacts,
    resultsExpireAt: new Date(expiresMs).toISOString(),
  };
}
