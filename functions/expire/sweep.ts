import {
  expireFilesWrite,
  expireUploadWrite,
  failDeadWrite,
  type JobWrite,
} from '@my-pitch/shared/job-writes';
import { lifetimes } from '@my-pitch/shared/limits';
import type { Clock, JobIndex, JobTable, SongFiles } from '../ports.ts';
import { type Removed, type RemoveLeftoversContext, removeLeftovers } from './remove-leftovers.ts';

export interface SweepContext extends RemoveLeftoversContext {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly index: Pick<JobIndex, 'list'>;
  readonly files: Pick<
    SongFiles,
    'removeUpload' | 'removeArtifacts' | 'listUploads' | 'listArtifacts'
  >;
  readonly clock: Clock;
}

/** Counts of the jobs that each rule changed, and of those whose leftover files were removed. */
export interface SweepResult extends Removed {
  readonly uploadsExpired: number;
  readonly resultsExpired: number;
  readonly failuresExpired: number;
  readonly strandedFailed: number;
}

const secondsPerDay = 24 * 60 * 60;

/** An upload that begins when its form expires may take as long as the form was valid. */
const uploadGraceSeconds = 2 * lifetimes.uploadFormSeconds;

/**
 * Expires or fails every job that is due, and deletes the files that are due: not every store does
 * this by itself. Writes are conditional and deletions idempotent, so sweeps may overlap with each
 * other and with normal changes. A failing rule does not stop the others; the next sweep repeats it.
 * @throws {AggregateError} after all rules, if some failed.
 */
export async function sweep(context: SweepContext): Promise<SweepResult> {
  const errors: unknown[] = [];
  const counted = async (rule: () => Promise<number>): Promise<number> => {
    try {
      return await rule();
    } catch (error) {
      errors.push(error);
      return 0;
    }
  };
  const swept = {
    uploadsExpired: await counted(() => expireUploads(context)),
    resultsExpired: await counted(() => expireResults(context)),
    failuresExpired: await counted(() => expireFailures(context)),
    strandedFailed:
      (await counted(() => failStranded('queued', context))) +
      (await counted(() => failStranded('processing', context))),
    uploadsRemoved: await counted(() => removeLeftovers('uploads', context)),
    resultsRemoved: await counted(() => removeLeftovers('results', context)),
  };
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} rules failed`);
  return swept;
}

/** Expires jobs without an upload. The record changes first, because the upload may still arrive. */
async function expireUploads({ table, index, files, clock }: SweepContext): Promise<number> {
  const nowMs = clock();
  let count = 0;
  for await (const { jobId } of index.list('awaiting-upload', ago(nowMs, uploadGraceSeconds))) {
    if (!(await table.write(expireUploadWrite(jobId, iso(nowMs))))) continue;
    await files.removeUpload(jobId);
    count += 1;
  }
  return count;
}

/**
 * Expires results at the end of their lifetime. The files are deleted first: if the sweep is
 * interrupted, the next one finds the job again because it is still `completed`.
 */
async function expireResults({ table, index, files, clock }: SweepContext): Promise<number> {
  const nowMs = clock();
  const oldest = ago(nowMs, lifetimes.resultObjectDays * secondsPerDay);
  let count = 0;
  for await (const { jobId } of index.list('completed', oldest)) {
    const job = await table.read(jobId);
    if (job?.status !== 'completed' || Date.parse(job.resultsExpireAt) > nowMs) continue;
    await files.removeArtifacts(jobId);
    if (await table.write(expireFilesWrite(jobId, iso(nowMs)))) count += 1;
  }
  return count;
}

/** Expires failed jobs after the lifetime of a result. */
async function expireFailures({ table, index, files, clock }: SweepContext): Promise<number> {
  const nowMs = clock();
  const oldest = ago(nowMs, lifetimes.resultObjectDays * secondsPerDay);
  let count = 0;
  for await (const { jobId } of index.list('failed', oldest)) {
    await Promise.all([files.removeUpload(jobId), files.removeArtifacts(jobId)]);
    if (await table.write(expireFilesWrite(jobId, iso(nowMs)))) count += 1;
  }
  return count;
}

/**
 * Fails jobs without a live lease whose upload was deleted by its age. No worker can finish them, and
 * they would stay in the queue for ever.
 */
async function failStranded(
  status: 'queued' | 'processing',
  { table, index, clock }: SweepContext,
): Promise<number> {
  const nowMs = clock();
  let count = 0;
  for await (const { jobId } of index.list(
    status,
    ago(nowMs, lifetimes.uploadObjectDays * secondsPerDay),
  )) {
    const write: JobWrite = failDeadWrite(jobId, 'upload-missing', iso(nowMs));
    if (await table.write(write)) count += 1;
  }
  return count;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function ago(nowMs: number, seconds: number): string {
  return iso(nowMs - seconds * 1000);
}
