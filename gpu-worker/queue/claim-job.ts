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
import { originalStateOf } from '@my-pitch/shared/original-state';
import { progressAt } from '@my-pitch/shared/stages';
import { isTerminal } from '@my-pitch/shared/status';
import type { JobTable } from '../ports.ts';
import { leaseUntil, remainingSeconds } from './lease.ts';

/** Result of trying to claim a job. */
export type Claim =
  | { readonly kind: 'claimed'; readonly job: ProcessingJob }
  /** The job needs no more work. `status` is absent for an unknown job. */
  | { readonly kind: 'finished'; readonly status?: Job['status'] }
  /** The job has crashed too many workers and is `failed` now. */
  | { readonly kind: 'given-up' }
  /** A worker has leased the job for another message. */
  | { readonly kind: 'duplicate' }
  /** A worker has leased the job for an earlier delivery of this message. */
  | { readonly kind: 'busy'; readonly freeInSeconds: number }
  /** The job is a take whose original is not done yet. */
  | { readonly kind: 'waits-for-original' }
  /** The worker has other songs in flight, and {@link mustBeAlone} holds for this job. */
  | { readonly kind: 'needs-to-be-alone' };

export interface Claimant {
  readonly workerId: string;
  readonly messageId: string;
  readonly leaseSeconds: number;
  /** Whether the worker has other songs in flight. */
  readonly hasOtherSongs: boolean;
}

const maxTries = 3;

/**
 * Claims a job for one worker and one message. A lease that expired without being given back means
 * that its worker crashed, which counts as an attempt. After too many crashes the job fails instead.
 * @throws {MachineFailure} when the table does not answer.
 * @throws {Error} when the job is not claimable now, but may be on a later delivery.
 */
export async function claimJob(table: JobTable, jobId: JobId, claimant: Claimant): Promise<Claim> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const job = await table.read(jobId);
    if (!job) return { kind: 'finished' };
    if (isTerminal(job.status)) return { kind: 'finished', status: job.status };
    if (job.status !== 'queued' && job.status !== 'processing') {
      throw new Error(`The queue has a message about a job with the status ${job.status}`);
    }
    const claim = await tryToClaim(table, job, claimant);
    if (claim) return claim;
  }
  throw new Error(`Other workers changed the job before each of ${maxTries} claims`);
}

/** @returns `undefined` when another writer changed the job after it was read. */
async function tryToClaim(
  table: JobTable,
  job: QueuedJob | ProcessingJob,
  claimant: Claimant,
): Promise<Claim | undefined> {
  const nowMs = Date.now();
  const before = job.status === 'processing' ? job.lease : undefined;
  const leased = before && leasedElsewhere(before, claimant, nowMs);
  if (leased) return leased;
  if (await isOriginalPending(table, job)) return { kind: 'waits-for-original' };
  const claimed = nextClaim(job, claimant, nowMs);
  if (claimed.attempts > job.attempts && claimed.attempts >= maxAttemptsEndingInCrash) {
    return giveUp(table, job.jobId, claimed.startedAt);
  }
  if (claimant.hasOtherSongs && mustBeAlone(claimed)) return { kind: 'needs-to-be-alone' };
  if (await table.write(claimWrite(job.jobId, claimed, before, claimed.startedAt))) {
    return { kind: 'claimed', job: claimed };
  }
  const winner = await table.read(job.jobId);
  // The SDK sends a write again when the first response was lost. The second then fails because the
  // first succeeded.
  return winner?.status === 'processing' && isSameLease(winner.lease, claimed.lease)
    ? { kind: 'claimed', job: winner }
    : undefined;
}

/**
 * Whether a worker must work on this job without any other. The crash of a worker counts against all
 * its songs, and too little memory or time may have several causes. An innocent song therefore has at
 * most one attempt counted for the fault of another: it is alone from then on.
 */
export function mustBeAlone({ attempts }: Pick<ProcessingJob, 'attempts'>): boolean {
  return attempts > 0;
}

/** Asked before the claim, so that waiting is no attempt and its crash is none either. */
async function isOriginalPending(
  table: JobTable,
  { takeOf }: QueuedJob | ProcessingJob,
): Promise<boolean> {
  if (takeOf === undefined) return false;
  return originalStateOf(await table.read(takeOf), Date.now()) === 'pending';
}

async function giveUp(table: JobTable, jobId: JobId, nowIso: string): Promise<Claim | undefined> {
  const isGivenUp = await table.write(failDeadWrite(jobId, 'worker-crashed', nowIso));
  return isGivenUp ? { kind: 'given-up' } : undefined;
}

function leasedElsewhere(lease: Lease, { messageId }: Claimant, nowMs: number): Claim | undefined {
  if (Date.parse(lease.expiresAt) < nowMs) return undefined;
  if (lease.messageId !== messageId) return { kind: 'duplicate' };
  // At least 1: after 0 s the message would come back before the lease has expired.
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
