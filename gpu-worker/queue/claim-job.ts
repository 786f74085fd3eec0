import type { JobId } from '@my-pitch/shared/ids';
import {
  type Job,
  type Lease,
  type ProcessingJob,
  type QueuedJob,
  returnedLeaseExpiresAt,
} from '@my-pitch/shared/job';
import { claimWrite, failDeadWrite } from '@my-pitch/shared/job-writes';
import { maxAttemptsEndingInCrash } from '@my-pitch/shared/limits';
import { progressAt } from '@my-pitch/shared/stages';
import { isTerminal } from '@my-pitch/shared/status';
import type { JobTable } from '../ports.ts';
import { leaseUntil, remainingSeconds } from './lease.ts';

/** What became of the wish to work on a job. */
export type Claim =
  | { readonly kind: 'claimed'; readonly job: ProcessingJob }
  /** Nothing is left to do for this job; `status` is absent when the job is unknown. */
  | { readonly kind: 'over'; readonly status?: Job['status'] }
  /** The job has crashed too many workers, and is `failed` now. */
  | { readonly kind: 'given-up' }
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
 * Takes a job for one worker and one message. A lease that ran out, rather than being given back,
 * tells of a crash, which counts as an attempt; after the last attempt the job fails instead.
 * @throws {MachineFailure} when the table does not answer; {Error} when the job cannot be taken for
 * a reason that a later delivery may not meet.
 */
export async function claimJob(table: JobTable, jobId: JobId, claimant: Claimant): Promise<Claim> {
  for (let race = 0; race < maxRaces; race += 1) {
    const job = await table.read(jobId);
    if (!job) return { kind: 'over' };
    if (isTerminal(job.status)) return { kind: 'over', status: job.status };
    if (job.status !== 'queued' && job.status !== 'processing') {
      throw new Error(`The queue holds a message for a job that is ${job.status}`);
    }
    const claim = await tryToClaim(table, job, claimant);
    if (claim) return claim;
  }
  throw new Error('The job changed hands too often to be claimed');
}

/** @returns `undefined` when somebody else changed the job meanwhile. */
async function tryToClaim(
  table: JobTable,
  job: QueuedJob | ProcessingJob,
  claimant: Claimant,
): Promise<Claim | undefined> {
  const nowMs = Date.now();
  const before = job.status === 'processing' ? job.lease : undefined;
  const held = before && heldElsewhere(before, claimant, nowMs);
  if (held) return held;
  const claimed = nextClaim(job, claimant, nowMs);
  if (claimed.attempts > job.attempts && claimed.attempts >= maxAttemptsEndingInCrash) {
    return giveUp(table, job.jobId, claimed.startedAt);
  }
  if (await table.write(claimWrite(job.jobId, claimed, before, claimed.startedAt))) {
    return { kind: 'claimed', job: claimed };
  }
  const winner = await table.read(job.jobId);
  // A write whose first answer was lost is sent again and then fails because of itself.
  return winner?.status === 'processing' && isSameLease(winner.lease, claimed.lease)
    ? { kind: 'claimed', job: winner }
    : undefined;
}

async function giveUp(table: JobTable, jobId: JobId, nowIso: string): Promise<Claim | undefined> {
  const isGivenUp = await table.write(failDeadWrite(jobId, 'worker-crashed', nowIso));
  return isGivenUp ? { kind: 'given-up' } : undefined;
}

function heldElsewhere(lease: Lease, { messageId }: Claimant, nowMs: number): Claim | undefined {
  if (Date.parse(lease.expiresAt) < nowMs) return undefined;
  if (lease.messageId !== messageId) return { kind: 'duplicate' };
  // Never 0, for the message would be back before the lease has run out.
  const freeInSeconds = Math.max(1, remainingSeconds(lease.expiresAt, nowMs));
  return { kind: 'busy', freeInSeconds };
}

function nextClaim(
  job: QueuedJob | ProcessingJob,
  { workerId, messageId, leaseSeconds }: Claimant,
  nowMs: number,
): ProcessingJob {
  const nowIso = new Date(nowMs).toISOString();
  const attempt = job.status === 'processing' ? job.lease.attempt + 1 : 1;
  const hasCrashed = job.status === 'processing' && !wasGivenBack(job.lease);
  return {
    ...job,
    ...(hasCrashed && { attempts: job.attempts + 1, lastFailureCode: 'worker-crashed' }),
    status: 'processing',
    statusSince: nowIso,
    startedAt: nowIso,
    lease: { workerId, messageId, attempt, expiresAt: leaseUntil(nowMs, leaseSeconds) },
    progress: progressAt('decode', 0),
  };
}

function wasGivenBack({ expiresAt }: Lease): boolean {
  return expiresAt === returnedLeaseExpiresAt;
}

function isSameLease(a: Lease, b: Lease): boolean {
  return a.workerId === b.workerId && a.attempt === b.attempt;
}
