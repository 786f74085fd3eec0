import {
  expireFilesWrite,
  expireUploadWrite,
  failDeadWrite,
  type JobWrite,
} from '@my-pitch/shared/job-writes';
import { lifetimes } from '@my-pitch/shared/limits';
import type { Clock, JobIndex, JobTable, SongFiles } from '../ports.ts';

export interface SweepHost {
  readonly table: Pick<JobTable, 'write'>;
  readonly index: Pick<JobIndex, 'list'>;
  readonly files: Pick<SongFiles, 'removeUpload'>;
  readonly clock: Clock;
}

/** How many jobs each rule moved. */
export interface Swept {
  readonly uploadsExpired: number;
  readonly resultsExpired: number;
  readonly strandedFailed: number;
}

const secondsPerDay = 24 * 60 * 60;

/** An upload that begins in its form's last minute may take as long again. */
const uploadPatienceSeconds = 2 * lifetimes.uploadFormSeconds;

/**
 * Moves on every job whose time has come. Each write is conditional, so that sweeping twice, or
 * while jobs move on by themselves, does no harm.
 */
export async function sweep(host: SweepHost): Promise<Swept> {
  return {
    uploadsExpired: await expireUploads(host),
    resultsExpired: await expireResults(host),
    strandedFailed: (await failStranded('queued', host)) + (await failStranded('processing', host)),
  };
}

/** Jobs whose song never came. */
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

/** Jobs whose files the bucket has deleted by their age. */
async function expireResults({ table, index, clock }: SweepHost): Promise<number> {
  const nowMs = clock();
  const oldest = ago(nowMs, lifetimes.resultObjectDays * secondsPerDay);
  let count = 0;
  for await (const { jobId, resultsExpireAt } of index.list('completed', oldest)) {
    if (Date.parse(resultsExpireAt) > nowMs) continue;
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
