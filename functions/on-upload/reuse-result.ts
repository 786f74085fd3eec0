import type { AwaitingUploadJob, CompletedJob, StoredArtifact } from '@my-pitch/shared/job';
import { reuseWrite } from '@my-pitch/shared/job-writes';
import { lifetimes } from '@my-pitch/shared/limits';
import { resultKeyOf } from '@my-pitch/shared/node/result-key';
import { titleOfFileName } from '@my-pitch/shared/title';
import type { Clock, JobTable, SongFiles, Telemetry } from '../ports.ts';
import type { ArtifactFiles, ResultIndex, UploadHash } from './ports.ts';
import { retitledDocuments, scoreArtifact } from './retitled-documents.ts';

export interface ReuseResultContext {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly results: ResultIndex;
  readonly files: Pick<SongFiles, 'removeArtifacts'>;
  readonly artifacts: ArtifactFiles;
  readonly uploadHash: UploadHash;
  readonly clock: Clock;
  /** Results of another version are not reused. */
  readonly pipelineVersion: string | undefined;
}

/** {@link reuseResult}, with an error only logged: a worker can always process the song. */
export function tryReuse({ log, metrics }: Telemetry, context: ReuseResultContext) {
  return async (job: AwaitingUploadJob): Promise<boolean> => {
    try {
      const isReused = await reuseResult(job, context);
      if (isReused) metrics.record('SongsReused', 1, {});
      return isReused;
    } catch (error) {
      const { jobId, correlationId } = job;
      log.warn('no result was reused', { jobId, correlationId, error });
      return false;
    }
  };
}

/**
 * Completes a job whose upload has arrived by copying the result of an earlier job with the same file,
 * options and pipeline version. The copies live as long as any new result, under the new file's name.
 *
 * A take is never completed so: its result also depends on its original.
 *
 * The declared hash only finds a candidate. The upload itself must have that hash, or whoever knows the
 * hash of a file could get its result without having it.
 * @returns whether the job was completed, or ended meanwhile.
 */
export async function reuseResult(
  job: AwaitingUploadJob,
  context: ReuseResultContext,
): Promise<boolean> {
  const { jobId, contentSha256 } = job;
  if (contentSha256 === undefined || job.takeOf !== undefined) return false;
  const source = await findSource({ ...job, contentSha256 }, context);
  if (!source) return false;
  if ((await context.uploadHash.sha256(jobId)) !== contentSha256) return false;
  const artifacts = await copyResult(source, job, context);
  if (!artifacts) return false;
  return completeJob(job, source, artifacts, context);
}

/** A completed job with the same result. The index may lag behind, so the record itself decides. */
async function findSource(
  { options, contentSha256 }: AwaitingUploadJob & { readonly contentSha256: string },
  { results, table, clock, pipelineVersion }: ReuseResultContext,
): Promise<CompletedJob | undefined> {
  if (pipelineVersion === undefined) return undefined;
  const nowIso = new Date(clock()).toISOString();
  const resultKey = resultKeyOf({ contentSha256, options, pipelineVersion });
  for (const candidate of await results.find(resultKey, nowIso)) {
    const found = await table.read(candidate);
    const isUsable =
      found?.status === 'completed' &&
      found.resultKey === resultKey &&
      found.resultsExpireAt > nowIso;
    if (isUsable) return found;
  }
  return undefined;
}

/**
 * Copies every artifact. Those that contain the title are written again, because the title comes from the
 * name of the other file.
 * @returns `undefined` if one of them has been deleted meanwhile. A worker overwrites the copies then.
 */
async function copyResult(
  source: CompletedJob,
  { jobId, fileName }: AwaitingUploadJob,
  { artifacts }: ReuseResultContext,
): Promise<StoredArtifact[] | undefined> {
  const score = await artifacts.readText(source.jobId, scoreArtifact);
  if (score === undefined) return undefined;
  const documents = new Map(retitledDocuments(score, titleOfFileName(fileName)));
  const stored = await Promise.all(
    source.artifacts.map(async ({ name, sizeBytes }) => {
      const document = documents.get(name);
      if (document === undefined) {
        return (await artifacts.copy(source.jobId, jobId, name)) && { name, sizeBytes };
      }
      await artifacts.write(jobId, name, document);
      return { name, sizeBytes: document.length };
    }),
  );
  const copied = stored.filter((artifact) => artifact !== false);
  return copied.length === stored.length ? copied : undefined;
}

async function completeJob(
  { jobId, contentSha256 }: AwaitingUploadJob,
  { processingSeconds, durationSeconds, pipelineVersion, resultKey, engine }: CompletedJob,
  artifacts: StoredArtifact[],
  { table, files, clock }: ReuseResultContext,
): Promise<boolean> {
  const nowMs = clock();
  const resultsExpireAt = new Date(nowMs + lifetimes.resultObjectDays * 86_400_000).toISOString();
  const completion = {
    // That of the attempt which made the artifacts: estimates are computed from it.
    ...{ processingSeconds, durationSeconds, artifacts, resultsExpireAt },
    ...{ contentSha256, pipelineVersion, resultKey },
    ...(engine !== undefined && { engine }),
  };
  if (await table.write(reuseWrite(jobId, completion, new Date(nowMs).toISOString()))) return true;
  // Another call was faster, or the job has ended.
  const { status } = (await table.read(jobId)) ?? {};
  const mayKeep = status === 'queued' || status === 'processing' || status === 'completed';
  if (!mayKeep) await files.removeArtifacts(jobId);
  return true;
}
