import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import { cancelWrite, expireFilesWrite, type JobWrite } from '@my-pitch/shared/job-writes';
import { canTransition } from '@my-pitch/shared/status';
import { isOwner } from '../http/owner-token.ts';
import { RequestProblem } from '../http/problem.ts';
import { noSuchJob } from '../http/read-request.ts';
import type { Clock, JobTable, SongFiles } from '../ports.ts';

export interface CancelJobContext {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly files: Pick<SongFiles, 'removeUpload' | 'removeArtifacts'>;
  readonly clock: Clock;
}

const maxTries = 3;

/**
 * Stops an unfinished job and deletes the files of any job. The record changes first, so that no worker
 * continues and no page links to deleted files. A repeated call deletes the files that an interrupted
 * call has left.
 * @param onFound called with the job as it was found.
 * @throws {RequestProblem} `not-found` or `wrong-owner`.
 */
export async function cancelJob(
  jobId: JobId,
  ownerToken: OwnerToken,
  context: CancelJobContext,
  onFound: (job: Job) => void = () => undefined,
): Promise<void> {
  await endJob(jobId, ownerToken, context, onFound);
  await Promise.all([context.files.removeUpload(jobId), context.files.removeArtifacts(jobId)]);
}

async function endJob(
  jobId: JobId,
  ownerToken: OwnerToken,
  { table, clock }: CancelJobContext,
  onFound: (job: Job) => void,
): Promise<void> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const job = await table.read(jobId);
    if (!job) throw noSuchJob();
    onFound(job);
    if (!isOwner(ownerToken, job.ownerTokenHash)) {
      throw new RequestProblem('wrong-owner', 'The owner token is not that of this song.');
    }
    const write = endingWrite(job, new Date(clock()).toISOString());
    if (!write || (await table.write(write))) return;
  }
  throw new Error(`The job changed before each of ${maxTries} writes`);
}

/** @returns `undefined` for a job that is cancelled or expired already. */
function endingWrite({ jobId, status }: Job, nowIso: string): JobWrite | undefined {
  if (canTransition(status, 'cancelled')) return cancelWrite(jobId, nowIso);
  if (status === 'completed' || status === 'failed') return expireFilesWrite(jobId, nowIso);
  return undefined;
}
