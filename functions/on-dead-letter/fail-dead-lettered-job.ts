import type { FailureCode } from '@my-pitch/shared/errors';
import type { Job } from '@my-pitch/shared/job';
import { failDeadWrite } from '@my-pitch/shared/job-writes';
import type { JobMessage } from '@my-pitch/shared/messages';
import { isTerminal } from '@my-pitch/shared/status';
import type { Clock, JobTable } from '../ports.ts';

export interface BuryMessageHost {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly clock: Clock;
}

/** What became of a dead message: its job failed, it changed nothing, or it must be looked at again. */
export type Burial = 'failed' | 'over' | 'too-early';

/**
 * Fails the job of a message that no worker could deal with, for the reason for which the last
 * attempt failed. While another message's worker is at
 * the job it is too early to tell: that worker may finish it, or die too.
 */
export async function failDeadLetteredJob(
  { jobId }: JobMessage,
  { table, clock }: BuryMessageHost,
): Promise<Burial> {
  const nowIso = new Date(clock()).toISOString();
  const code = lastReason(await table.read(jobId));
  if (await table.write(failDeadWrite(jobId, code, nowIso))) return 'failed';
  const job = await table.read(jobId);
  return !job || isTerminal(job.status) ? 'over' : 'too-early';
}

/** A claim that left no reason behind has crashed. */
function lastReason(job: Job | undefined): FailureCode {
  const known = job?.status === 'processing' ? job.lastFailureCode : undefined;
  return known ?? 'worker-crashed';
}
