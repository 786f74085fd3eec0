import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import { cancelWrite, expireFilesWrite, type JobWrite } from '@my-pitch/shared/job-writes';
import { canTransition } from '@my-pitch/shared/status';
import { isOwner } from '../http/owner-token.ts';
import { RequestProblem } from '../http/problem.ts';
import { noSuchJob } from '../http/read-request.ts';
import type { Clock, JobTable, SongFiles } from '../ports.ts';

export interface CancelJobHost {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly files: Pick<SongFiles, 'removeUpload' | 'removeArtifacts'>;
  readonly clock: Clock;
}

const maxRaces = 3;

/**
 * Stops a job that is not finished, and deletes its files in any case. Doing it again changes
 * nothing, but deletes what an earlier call may have left when it was cut short: the record moves
 * first, so that no worker goes on and no page shows links to files that are gone.
 * @throws {RequestProblem} `not-found` or `wrong-owner`.
 */
export async function cancelJob(
  jobId: JobId,
  ownerToken: OwnerToken | undefined,
  host: CancelJobHost,
): Promise<void> {
  await endJob(jobId, ownerToken, host);
  await Promise.all([host.files.removeUpload(jobId), host.files.removeArtifacts(jobId)]);
}

async function endJob(
  jobId: JobId,
  ownerToken: OwnerToken | undefined,
  { table, clock }: CancelJobHost,
): Promise<void> {
  for (let race = 0; race < maxRaces; race += 1) {
    const job = await table.read(jobId);
    if (!job) throw noSuchJob();
    if (!ownerToken || !isOwner(ownerToken, job.ownerTokenHash)) {
      throw new RequestProblem(
        'wrong-owner',
        'The owner token is missing or not that of this song.',
      );
    }
    const write = endingWrite(job, new Date(clock()).toISOString());
    if (!write || (await table.write(write))) return;
  }
  throw new Error('The job moved on too often to be cancelled');
}

/** @returns `undefined` for a job that has been ended before. */
function endingWrite({ jobId, status }: Job, nowIso: string): JobWrite | undefined {
  if (canTransition(status, 'cancelled')) return cancelWrite(jobId, nowIso);
  if (status === 'completed' || status === 'failed') return expireFilesWrite(jobId, nowIso);
  return undefined;
}
