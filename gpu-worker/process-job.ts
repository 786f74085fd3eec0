import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PitchMethod } from '@my-pitch/shared/analysis';
import type { ProcessingJob, StoredArtifact } from '@my-pitch/shared/job';
import type { Completion } from '@my-pitch/shared/job-writes';
import { lifetimes } from '@my-pitch/shared/limits';
import { titleOfFileName } from '@my-pitch/shared/title';
import type { SongFiles } from './ports.ts';
import type { AttemptHooks } from './queue/run-attempt.ts';
import { runStages } from './stages/run-stages.ts';
import type { Separator } from './stages/separate/separator.ts';
import type { Transcription } from './stages/write-artifacts.ts';

export interface ProcessJobContext {
  readonly files: SongFiles;
  readonly separator: Separator;
  readonly maxDurationSeconds: number;
  readonly pitchMethod: PitchMethod;
  /** This worker's folder. Each job gets a folder in it. */
  readonly workDir: string;
}

/**
 * One attempt at a job: downloads the song, runs the stages, uploads the artifacts. Leaves nothing
 * on disk.
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
    const song = {
      sourcePath,
      title: titleOfFileName(job.fileName),
      options: job.options,
      maxDurationSeconds: context.maxDurationSeconds,
      pitchMethod: context.pitchMethod,
    };
    const separator = async (): Promise<Separator> => context.separator;
    const transcription = await runStages(song, { ...hooks, workDir, separator });
    const artifacts = await uploadAll(job, transcription, context.files, hooks.signal);
    return completion(transcription, artifacts, (performance.now() - startMs) / 1000);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function uploadAll(
  { jobId }: ProcessingJob,
  { artifacts }: Transcription,
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
