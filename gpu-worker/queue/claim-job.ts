import type { JobId } from '@my-pitch/shared/ids';
import type { Job, Lease, ProcessingJob, QueuedJob } from '@my-pitch/shared/job';
import { claimWrite } from '@my-pitch/shared/job-writes';
import { progressAt } from '@my-pitch/shared/stages';
import { isTerminal } from '@my-pitch/shared/status';
import type { JobTable } from '../ports.ts';
import { leaseUntil, remainingSeconds } from './lease.ts';

/** What became of the wish to work on a job. */
export type Claim =
  | { readonly kind: 'claimed'; readonly job: ProcessingJob }
  /** Nothing is left to do for this job; `status` is absent when the job is unknown. */
  | { readonly kind: 'over'; readonly status?: Job['status'] }
  /** Another message's worker is at it. */
  | { readonly kind: 'duplicate' }
  /** This message was delivered before, and that worker is alive. */
  | { readonly kind: 'busy'; readonly freeInSeconds: number };

export interface Claimant {
  readonly workerId: string;
  readonly messageId: string;
  readonly leaseSeconds: number;
}

const maxRaces = 3;

/**
 * Takes a job for one worker and one message, as the next attempt.
 * @throws {Error} when the job cannot be taken for a reason that a later delivery may not meet.
 */
export async function claimJob(table: JobTable, jobId: JobId, claimant: Claimant): Promise<Claim> {
  for (let race = 0; race < maxRaces; race += 1) {
    const job = await table.read(jobId);
    if (!job) return { kind: 'over' };
    if (isTerminal(job.status)) return { kind: 'over', status: job.status };
    if (job.status !== 'queued' && job.status !== 'processing') {
      throw new Error(`The queue holds a message for a job that is ${job.status}`);
    }
    const nowMs = Date.now();
    const held =
      job.status === 'processing' ? heldElsewhere(job.lease, claimant, nowMs) : undefined;
    if (held) return held;
    const claimed = nextAttempt(job, claimant, nowMs);
    const { lease, progress, startedAt } = claimed;
    if (await table.write(claimWrite(jobId, lease, progress, startedAt))) {
      return { kind: 'claimed', job: claimed };
    }
    const winner = await table.read(jobId);
    // A write whose first answer was lost is sent again and then fails because of itself.
    if (winner?.status === 'processing' && isSameLease(winner.lease, lease)) {
      return { kind: 'claimed', job: winner };
    }
  }
  throw new Error('The job changed hands too often to be claimed');
}

function heldElsewhere(lease: Lease, { messageId }: Claimant, nowMs: number): Claim | undefined {
  if (Date.parse(lease.expiresAt) < nowMs) return undefined;
  if (lease.messageId !== messageId) return { kind: 'duplicate' };
  // Never 0, for the message would be back before the lease has run out.
  const freeInSeconds = Math.max(1, remainingSeconds(lease.expiresAt, nowMs));
  return { kind: 'busy', freeInSeconds };
}

function nextAttempt(
  job: QueuedJob | ProcessingJob,
  { workerId, messageId, leaseSeconds }: Claimant,
  nowMs: number,
): ProcessingJob {
  const nowIso = new Date(nowMs).toISOString();
  const attempt = job.status === 'processing' ? job.lease.attempt + 1 : 1;
  return {
    ...job,
    status: 'processing',
    statusSince: nowIso,
    startedAt: nowIso,
    lease: { workerId, messageId, attempt, expiresAt: leaseUntil(nowMs, leaseSeconds) },
    progress: progressAt('decode', 0),
  };
}

function isSameLease(a: Lease, b: Lease): boolean {
  return a.workerId === b.workerId && a.attempt === b.attempt;
}
