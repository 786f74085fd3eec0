import { jobIdSchema } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import { lifetimes } from '@my-pitch/shared/limits';
import type { Clock, JobTable, SongFiles } from '../ports.ts';

export interface RemoveLeftoversContext {
  readonly table: Pick<JobTable, 'read'>;
  readonly files: Pick<
    SongFiles,
    'removeUpload' | 'removeArtifacts' | 'listUploads' | 'listArtifacts'
  >;
  readonly clock: Clock;
  readonly randomUuid: () => string;
}

/** The numbers of jobs whose leftover files were removed. */
export interface Removed {
  readonly uploadsRemoved: number;
  readonly resultsRemoved: number;
}

/** Limits of one sweep: objects listed in a bucket, and jobs read from the table. */
export const maxObjects = 10_000;
export const maxJobs = 1000;

/** The code that ends a job deletes its files. After this time that deletion must have failed. */
const gracePeriodMs = 2 * lifetimes.uploadFormSeconds * 1000;
const uploadLifetimeMs = lifetimes.uploadObjectDays * 24 * 60 * 60 * 1000;

type Bucket = 'uploads' | 'results';

/**
 * Removes leftover files from a bucket: uploads older than a day, and files of jobs that failed, were
 * cancelled, expired or are unknown. Files are left over when a deletion is interrupted, when a worker
 * stores an artifact during a cancellation, or when an upload form is used after its job has ended.
 *
 * Lists the bucket from a random job on and then from the start, within limits, so that several sweeps
 * together cover a large bucket.
 * @returns the number of jobs whose files were removed.
 */
export async function removeLeftovers(
  bucket: Bucket,
  context: RemoveLeftoversContext,
): Promise<number> {
  const nowMs = context.clock();
  const fromId = jobIdSchema.parse(context.randomUuid());
  const { files } = context;
  const list = bucket === 'uploads' ? files.listUploads(fromId) : files.listArtifacts(fromId);
  let objects = 0;
  let jobs = 0;
  let removed = 0;
  let last: string | undefined;
  for await (const { jobId, modifiedMs } of list) {
    objects += 1;
    const ageMs = nowMs - modifiedMs;
    if (jobId !== last && ageMs >= gracePeriodMs) {
      last = jobId;
      jobs += 1;
      const isTooOld = bucket === 'uploads' && ageMs >= uploadLifetimeMs;
      if (isTooOld || needsNoFiles(await context.table.read(jobId))) {
        await (bucket === 'uploads' ? files.removeUpload(jobId) : files.removeArtifacts(jobId));
        removed += 1;
      }
    }
    if (objects >= maxObjects || jobs >= maxJobs) break;
  }
  return removed;
}

/** Whether a job will never need its files again. */
function needsNoFiles(job: Job | undefined): boolean {
  return job === undefined || ['failed', 'cancelled', 'expired'].includes(job.status);
}
