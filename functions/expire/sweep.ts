import {
  expireFilesWrite,
  expireUploadWrite,
  failDeadWrite,
  type JobWrite,
} from '@my-pitch/shared/job-writes';
import { lifetimes } from '@my-pitch/shared/limits';
import type { Clock, JobIndex, JobTable, SongFiles } from '../ports.ts';
import { type Removed, type RemoveLeftoversHost, removeLeftovers } from './remove-leftovers.ts';

export interface SweepHost extends RemoveLeftoversHost {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly index: Pick<JobIndex, 'list'>;
  readonly files: Pick<
    SongFiles,
    'removeUpload' | 'removeArtifacts' | 'listUploads' | 'listArtifacts'
  >;
  readonly clock: Clock;
}

/** How many jobs each rule moved, and from how many files were removed that nobody else would remove. */
export interface Swept extends Removed {
  readonly uploadsExpired: number;
  readonly resultsExpired: number;
  readonly failuresExpired: number;
  readonly strandedFailed: number;
}

const secondsPerDay = 24 * 60 * 60;

/** An upload that begins in its form's last minute may take as long again. */
const uploadPatienceSeconds = 2 * lifetimes.uploadFormSeconds;

/**
 * Moves on every job whose time has come, and deletes the files whose time has come: not every store
 * does so by itself. Each write is conditional and each deletion can be repeated, so that sweeping
 * twice, or while jobs move on by themselves, does no harm. A rule that fails does not hold up the
 * others; what was left undone is done by the next sweep.
 * @throws {AggregateError} when rules failed, after the others.
 */
export async function sweep(host: SweepHost): Promise<Swept> {
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
    uploadsExpired: await counted(() => expireUploads(host)),
    resultsExpired: await counted(() => expireResults(host)),
    failuresExpired: await counted(() => expireFailures(host)),
    strandedFailed:
      (await counted(() => failStranded('queued', host))) +
      (await counted(() => failStranded('processing', host))),
    uploadsRemoved: await counted(() => removeLeftovers('uploads', host)),
    resultsRemoved: await counted(() => removeLeftovers('results', host)),
  };
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} rules failed`);
  return swept;
}

/** Jobs whose song never came. The record moves first: the song may arrive at this moment after all. */
async function expireUploads({ table, index, files, clock }: SweepHost): Promise<number> {
  const nowMs = clock();
  let count = 0;
  for await (const { jobId } of index.list('awaiting-upload', ago(nowMs, uploadPatienceSeconds))) {
    if (!(await table.write(expireUploadWrite(jobId, iso(nowMs))))) continue;
    await files.removeUpload(jobId);
    count += 1;
  }
  return count;
}

/**
 * Jobs whose results have been there for as long as they are kept. The files go first: while the
 * record says `completed` the next sweep finds the job again, should this one be cut short.
 */
async function expireResults(host: SweepHost): Promise<number> {
  const nowMs = host.clock();
  const oldest = ago(nowMs, lifetimes.resultObjectDays * secondsPerDay);
  let count = 0;
  for await (const { jobId, resultsExpireAt } of host.index.list('completed', oldest)) {
    if (Date.parse(resultsExpireAt) > nowMs) continue;
    await host.files.removeArtifacts(jobId);
    if (await host.table.write(expireFilesWrite(jobId, iso(nowMs)))) count += 1;
  }
  return count;
}

/** Jobs that failed as long ago as results are kept: nobody asks why any more. */
async function expireFailures({ table, index, files, clock }: SweepHost): Promise<number> {
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
 * Jobs that have waited, or been without a living worker, until their song was deleted by its age:
 * whatever became of their message, nobody can finish them, and they would stand in the queue for ever.
 */
async function failStranded(
  status: 'queued' | 'processing',
  { table, index, clock }: SweepHost,
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
