import type { FailureCode } from './errors.ts';
import type { JobId } from './ids.ts';
import { type CompletedJob, type Lease, returnedLeaseExpiresAt } from './job.ts';
import type { Progress } from './stages.ts';
import { canTransition, type JobStatus, sourcesOf } from './status.ts';

/**
 * One conditional update of a job, in the words of DynamoDB's document client (everything but the
 * table's name). Composed here, sent by a thin adapter in each workspace, so that no write can
 * bypass the transition table. A write whose condition fails changes nothing.
 */
export interface JobWrite {
  readonly Key: { readonly jobId: JobId };
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues: Readonly<Record<string, unknown>>;
}

interface Move {
  readonly jobId: JobId;
  /** By default every status that the transition table lets lead to `to`. */
  readonly from?: readonly JobStatus[];
  readonly to: JobStatus;
  readonly nowIso: string;
  readonly set?: Readonly<Record<string, unknown>>;
  /** Attributes that the job loses; one that it does not have is no error. */
  readonly remove?: readonly string[];
  /** A further condition and the values it names, beside the status. */
  readonly provided?: {
    readonly condition: string;
    readonly values: Readonly<Record<string, unknown>>;
  };
}

/** Whatever says something of the song or the singer: removed when a job is cancelled or expires. */
const ofTheSong = [
  'fileName',
  'contentType',
  'sizeBytes',
  'options',
  'uploadExpiresAt',
  'lease',
  'attempts',
  'progress',
  'durationSeconds',
  'processingSeconds',
  'artifacts',
] as const;

/** @throws {RangeError} for a move that the transition table does not allow: a mistake in our code, never in data. */
function move({
  jobId,
  to,
  from = sourcesOf(to),
  nowIso,
  set = {},
  remove = [],
  provided,
}: Move): JobWrite {
  const illegal = from.find((status) => !canTransition(status, to));
  if (illegal !== undefined || from.length === 0) {
    throw new RangeError(`No transition from ${illegal ?? 'nowhere'} to ${to}`);
  }
  const attributes = { ...set, status: to, statusSince: nowIso };
  const sources = from.map((status, index) => [`:from${index}`, status] as const);
  const isSource = `#status IN (${sources.map(([name]) => name).join(', ')})`;
  return {
    Key: { jobId },
    UpdateExpression: [
      `SET ${Object.keys(attributes)
        .map((name) => `#${name} = :${name}`)
        .join(', ')}`,
      ...(remove.length > 0 ? [`REMOVE ${remove.map((name) => `#${name}`).join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: provided ? `${isSource} AND (${provided.condition})` : isSource,
    ExpressionAttributeNames: Object.fromEntries(
      [...Object.keys(attributes), ...remove].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:${name}`, value])),
      ...Object.fromEntries(sources),
      ...provided?.values,
    },
  };
}

/** The upload arrived and looks like a song: `awaiting-upload → queued`. */
export function queueWrite(jobId: JobId, nowIso: string): JobWrite {
  return move({
    jobId,
    to: 'queued',
    nowIso,
    set: { queuedAt: nowIso },
  });
}

/** What a claim writes. */
export interface NewClaim {
  readonly lease: Lease;
  readonly progress: Progress;
  /** How many claims before this one ended badly. */
  readonly attempts: number;
  /** Set when the claim before this one ended by a crash. */
  readonly lastFailureCode?: FailureCode | undefined;
}

/**
 * A worker takes a job: from the queue, or from a holder whose lease ran out or was given back.
 * `startedAt` is that of this claim, so that `processingSeconds` measures one claim.
 * @param before the lease that the claimant saw, absent for a queued job. A claim fails when another
 * came between, so that no two have the same number and none forgets the attempts of another.
 */
export function claimWrite(
  jobId: JobId,
  { lease, progress, attempts, lastFailureCode }: NewClaim,
  before: Lease | undefined,
  nowIso: string,
): JobWrite {
  return move({
    jobId,
    to: 'processing',
    nowIso,
    set: {
      ...{ lease, progress, attempts, startedAt: nowIso },
      ...(lastFailureCode !== undefined && { lastFailureCode }),
    },
    provided: unheldSince(before, nowIso),
  });
}

/** Nobody has claimed the job since `before` was read, and that lease is over. */
function unheldSince(before: Lease | undefined, nowIso: string) {
  if (!before) return { condition: 'attribute_not_exists(lease)', values: {} };
  return {
    condition: 'lease.expiresAt < :nowIso AND lease.attempt = :attemptBefore',
    values: { ':nowIso': nowIso, ':attemptBefore': before.attempt },
  };
}

/** No worker holds the job, or its lease has run out. */
function unheldAt(nowIso: string) {
  return {
    condition: 'attribute_not_exists(lease) OR lease.expiresAt < :nowIso',
    values: { ':nowIso': nowIso },
  };
}

function heldBy(lease: Lease) {
  return {
    condition: 'lease.workerId = :heldByWorker AND lease.attempt = :heldAttempt',
    values: { ':heldByWorker': lease.workerId, ':heldAttempt': lease.attempt },
  };
}

/** The holder reports progress and renews its lease until `lease.expiresAt`; the status does not change. */
export function progressWrite(jobId: JobId, lease: Lease, progress: Progress): JobWrite {
  const held = heldBy(lease);
  return {
    Key: { jobId },
    UpdateExpression: 'SET #lease = :lease, #progress = :progress',
    ConditionExpression: `#status = :processing AND (${held.condition})`,
    ExpressionAttributeNames: {
      '#lease': 'lease',
      '#progress': 'progress',
      '#status': 'status',
    },
    ExpressionAttributeValues: {
      ':lease': lease,
      ':progress': progress,
      ':processing': 'processing',
      ...held.values,
    },
  };
}

/** How a failed attempt is put on record when its job is given back. */
export interface FailedAttempt {
  /** How many claims have ended badly by now. */
  readonly attempts: number;
  readonly lastFailureCode: FailureCode;
}

/** The holder gives the job back in good order: any worker may claim it, and the status does not change. */
export function giveBackWrite(jobId: JobId, lease: Lease, failed?: FailedAttempt): JobWrite {
  const held = heldBy(lease);
  const set = { lease: { ...lease, expiresAt: returnedLeaseExpiresAt }, ...failed };
  const names = Object.keys(set);
  return {
    Key: { jobId },
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: `#status = :processing AND (${held.condition})`,
    ExpressionAttributeNames: {
      ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      '#status': 'status',
    },
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
      ':processing': 'processing',
      ...held.values,
    },
  };
}

/**
 * A holder whose job was taken over lives, so its silence was no crash: the attempt that the takeover
 * counted is taken off again. Changes nothing once the job has ended, and nothing but `attempts`.
 */
export function uncountCrashWrite(jobId: JobId): JobWrite {
  return {
    Key: { jobId },
    UpdateExpression: 'SET #attempts = #attempts - :one',
    ConditionExpression: '#status = :processing AND #attempts >= :one',
    ExpressionAttributeNames: { '#attempts': 'attempts', '#status': 'status' },
    ExpressionAttributeValues: { ':processing': 'processing', ':one': 1 },
  };
}

/** What a finished job gains. */
export type Completion = Pick<
  CompletedJob,
  'processingSeconds' | 'durationSeconds' | 'artifacts' | 'resultsExpireAt'
>;

/** The holder finished: `processing → completed`. */
export function completeWrite(
  jobId: JobId,
  lease: Lease,
  completion: Completion,
  nowIso: string,
): JobWrite {
  return move({
    jobId,
    to: 'completed',
    nowIso,
    set: { ...completion, completedAt: nowIso },
    provided: heldBy(lease),
  });
}

/** The holder gives up on a song: `processing → failed`. */
export function failHeldWrite(
  jobId: JobId,
  lease: Lease,
  failureCode: FailureCode,
  nowIso: string,
): JobWrite {
  return move({
    jobId,
    from: ['processing'],
    to: 'failed',
    nowIso,
    set: { failureCode },
    provided: heldBy(lease),
  });
}

/** The upload cannot become a score: `awaiting-upload → failed`. */
export function rejectUploadWrite(
  jobId: JobId,
  failureCode: FailureCode,
  nowIso: string,
): JobWrite {
  return move({ jobId, from: ['awaiting-upload'], to: 'failed', nowIso, set: { failureCode } });
}

/**
 * No worker could deal with a job: `queued | processing → failed`, unless a worker holds a live
 * lease, which means that the job is well.
 */
export function failDeadWrite(jobId: JobId, failureCode: FailureCode, nowIso: string): JobWrite {
  return move({
    jobId,
    from: ['queued', 'processing'],
    to: 'failed',
    nowIso,
    set: { failureCode },
    provided: unheldAt(nowIso),
  });
}

/** The owner stops a job that is not finished; its record forgets the song. */
export function cancelWrite(jobId: JobId, nowIso: string): JobWrite {
  return move({ jobId, to: 'cancelled', nowIso, remove: ofTheSong });
}

/** A form that nobody used in time: `awaiting-upload → expired`. The record forgets the song. */
export function expireUploadWrite(jobId: JobId, nowIso: string): JobWrite {
  return move({ jobId, from: ['awaiting-upload'], to: 'expired', nowIso, remove: ofTheSong });
}

/** A finished job's files are gone, by age or by the owner's wish; its record forgets the song. */
export function expireFilesWrite(jobId: JobId, nowIso: string): JobWrite {
  const from = ['completed', 'failed', 'cancelled'] as const;
  return move({ jobId, from, to: 'expired', nowIso, remove: ofTheSong });
}
