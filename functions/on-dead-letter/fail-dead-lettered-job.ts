import type { FailureCode } from '@my-pitch/shared/errors';
import type { Job } from '@my-pitch/shared/job';
import { failDeadWrite } from '@my-pitch/shared/job-writes';
import type { JobMessage } from '@my-pitch/shared/messages';
import { isTerminal } from '@my-pitch/shared/status';
import type { Clock, JobTable } from '../ports.ts';

export interface FailDeadLetterHost {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly clock: Clock;
}

/** `failed`: the job failed now. `finished`: it needs no change. `leased`: the message must be delivered again. */
export type DeadLetterOutcome = 'failed' | 'finished' | 'leased';

/**
 * Fails the job of a dead letter with the failure code of its last attempt. A job that a worker has
 * leased for another message does not fail yet: that worker may finish it or crash.
 */
export async function failDeadLetteredJob(
  { jobId }: JobMessage,
  { table, clock }: FailDeadLetterHost,
): Promise<DeadLetterOutcome> {
  const nowIso = new Date(clock()).toISOString();
  const code = lastFailureCode(await table.read(jobId));
  if (await table.write(failDeadWrite(jobId, code, nowIso))) return 'failed';
  const job = await table.read(jobId);
  return !job || isTerminal(job.status) ? 'finished' : 'leased';
}

/** An attempt that recorded no failure code has crashed. */
function lastFailureCode(job: Job | undefined): FailureCode {
  const recorded = job?.status === 'processing' ? job.lastFailureCode : undefined;
  return recorded ?? 'worker-crashed';
}
