import { jobIdSchema } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import { lifetimes } from '@my-pitch/shared/limits';
import type { Clock, JobTable, SongFiles } from '../ports.ts';

export interface RemoveLeftoversHost {
  readonly table: Pick<JobTable, 'read'>;
  readonly files: Pick<
    SongFiles,
    'removeUpload' | 'removeArtifacts' | 'listUploads' | 'listArtifacts'
  >;
  readonly clock: Clock;
  readonly randomUuid: () => string;
}

/** From how many jobs files were removed that nobody else would have removed. */
export interface Removed {
  readonly uploadsRemoved: number;
  readonly resultsRemoved: number;
}

/** One sweep looks at this many objects of a bucket, and asks after this many jobs, at most. */
const maxObjects = 10_000;
export const maxJobs = 1000;

/** Whoever ends a job deletes its files; only after this long is it sure that they were cut short. */
const patienceMs = 2 * lifetimes.uploadFormSeconds * 1000;
const uploadLifetimeMs = lifetimes.uploadObjectDays * 24 * 60 * 60 * 1000;

type Bucket = 'uploads' | 'results';

/**
 * Removes files by what lies in a bucket, whatever the index says: uploads that are older than a day,
 * and files of jobs that failed, were cancelled, expired, or are not known at all. Such files are
 * there when a deletion was cut short, when a worker stored one more artifact at the moment of a
 * cancellation, and when a form is used after its job has ended.
 *
 * Begins at a random job and goes round, within bounds, so that a full bucket is seen whole over
 * several sweeps.
 * @returns from how many jobs files were removed.
 */
export async function removeLeftovers(bucket: Bucket, host: RemoveLeftoversHost): Promise<number> {
  const nowMs = host.clock();
  const fromId = jobIdSchema.parse(host.randomUuid());
  const { files } = host;
  const list = bucket === 'uploads' ? files.listUploads(fromId) : files.listArtifacts(fromId);
  let objects = 0;
  let jobs = 0;
  let removed = 0;
  let last: string | undefined;
  for await (const { jobId, modifiedMs } of list) {
    objects += 1;
    const ageMs = nowMs - modifiedMs;
    if (jobId !== last && ageMs >= patienceMs) {
      last = jobId;
      jobs += 1;
      const isTooOld = bucket === 'uploads' && ageMs >= uploadLifetimeMs;
      if (isTooOld || isOver(await host.table.read(jobId))) {
        await (bucket === 'uploads' ? files.removeUpload(jobId) : files.removeArtifacts(jobId));
        removed += 1;
      }
    }
    if (objects >= maxObjects || jobs >= maxJobs) break;
  }
  return removed;
}

/** Whether a job has, or will have, no use for its files any more. */
function isOver(job: Job | undefined): boolean {
  return job === undefined || ['failed', 'cancelled', 'expired'].includes(job.status);
}
