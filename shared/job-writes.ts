import type { FailureCode } from './errors.ts';
import type { JobId } from './ids.ts';
import { type CompletedJob, type Lease, returnedLeaseExpiresAt } from './job.ts';
import type { Progress } from './stages.ts';
import { canTransition, type JobStatus, sourcesOf } from './status.ts';
import { sweepAttributes } from './sweep-key.ts';

/**
 * One conditional update of a job: the input of DynamoDB's document client except for the table's
 * name. Composing all of them here and sending them through thin adapters keeps every write
 * within the transition table. A write whose condition fails changes nothing.
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
  /** By default every status with a transition to `to`. */
  readonly from?: readonly JobStatus[];
  readonly to: JobStatus;
  readonly nowIso: string;
  readonly set?: Readonly<Record<string, unknown>>;
  /** Attributes to remove; missing ones are ignored. */
  readonly remove?: readonly string[];
  /** A condition in addition to the status, with its values. */
  readonly provided?: {
    readonly condition: string;
    readonly values: Readonly<Record<string, unknown>>;
  };
}

/** Attributes about the song or the singer: removed when a job is cancelled or expires. */
const songAttributes = [
  'fileName',
  'contentType',
  'sizeBytes',
  'options',
  'contentSha256',
  'takeOf',
  'notCompared',
  'uploadExpiresAt',
  'ticket',
  'uploadEvent',
  'lease',
  'attempts',
  'progress',
  'durationSeconds',
  'processingSeconds',
  'artifacts',
  'pipelineVersion',
  'resultKey',
  'engine',
] as const;

/** @throws {RangeError} for a transition that is not in the table: a programming error. */
function move({
  jobId,
  to,
  from = sourcesOf(to),
  nowIso,
  set = {},
  remove: removeFirst = [],
  provided,
}: Move): JobWrite {
  const illegal = from.find((status) => !canTransition(status, to));
  if (illegal !== undefined || from.length === 0) {
    throw new RangeError(`No transition from ${illegal ?? 'nowhere'} to ${to}`);
  }
  const inIndex = sweepAttributes(jobId, to);
  const attributes = { ...set, ...inIndex, status: to, statusSince: nowIso };
  const remove = inIndex.sweepKey === undefined ? [...removeFirst, 'sweepKey'] : removeFirst;
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

/** What queueing a job writes. */
export interface NewPlace {
  readonly ticket: number;
  /** Names S3's event of the upload, if it has a name. */
  readonly uploadEvent?: string | undefined;
}

/** The upload has arrived and may be a song: `awaiting-upload → queued`. */
export function queueWrite(
  jobId: JobId,
  { ticket, uploadEvent }: NewPlace,
  nowIso: string,
): JobWrite {
  return move({
    jobId,
    to: 'queued',
    nowIso,
    set: { queuedAt: nowIso, ticket, ...(uploadEvent !== undefined && { uploadEvent }) },
  });
}

/** What a claim writes. */
export interface NewClaim {
  readonly lease: Lease;
  readonly progress: Progress;
  /** The number of earlier claims that ended in a crash or an error. */
  readonly attempts: number;
  /** Set when the previous claim ended in a crash. */
  readonly lastFailureCode?: FailureCode | undefined;
}

/**
 * A worker claims a job from the queue, or one whose lease has expired or was released.
 * `startedAt` is set per claim, so `processingSeconds` measures one claim.
 * @param before the lease the worker has read, absent for a queued job. The write fails if another
 * claim came in between: attempt numbers stay unique and no counted attempt is lost.
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
    provided: unleasedSince(before, nowIso),
  });
}

/** The job was not claimed since `before` was read, and that lease has expired. */
function unleasedSince(before: Lease | undefined, nowIso: string) {
  if (!before) return { condition: 'attribute_not_exists(lease)', values: {} };
  return {
    condition: 'lease.expiresAt < :nowIso AND lease.attempt = :attemptBefore',
    values: { ':nowIso': nowIso, ':attemptBefore': before.attempt },
  };
}

/** The job has no lease, or the lease has expired. */
function unleasedAt(nowIso: string) {
  return {
    condition: 'attribute_not_exists(lease) OR lease.expiresAt < :nowIso',
    values: { ':nowIso': nowIso },
  };
}

function leasedBy(lease: Lease) {
  return {
    condition: 'lease.workerId = :leasedByWorker AND lease.attempt = :leaseAttempt',
    values: { ':leasedByWorker': lease.workerId, ':leaseAttempt': lease.attempt },
  };
}

/** The lease's holder reports progress and renews the lease until `lease.expiresAt`; the status stays the same. */
export function progressWrite(jobId: JobId, lease: Lease, progress: Progress): JobWrite {
  const leased = leasedBy(lease);
  return {
    Key: { jobId },
    UpdateExpression: 'SET #lease = :lease, #progress = :progress',
    ConditionExpression: `#status = :processing AND (${leased.condition})`,
    ExpressionAttributeNames: {
      '#lease': 'lease',
      '#progress': 'progress',
      '#status': 'status',
    },
    ExpressionAttributeValues: {
      ':lease': lease,
      ':progress': progress,
      ':processing': 'processing',
      ...leased.values,
    },
  };
}

/** A failed attempt, recorded when its job is released. */
export interface FailedAttempt {
  /** The number of claims that have ended in a crash or an error so far. */
  readonly attempts: number;
  readonly lastFailureCode: FailureCode;
}

/** The holder releases the job: any worker may claim it at once; the status stays the same. */
export function giveBackWrite(jobId: JobId, lease: Lease, failed?: FailedAttempt): JobWrite {
  const leased = leasedBy(lease);
  const set = { lease: { ...lease, expiresAt: returnedLeaseExpiresAt }, ...failed };
  const names = Object.keys(set);
  return {
    Key: { jobId },
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: `#status = :processing AND (${leased.condition})`,
    ExpressionAttributeNames: {
      ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      '#status': 'status',
    },
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
      ':processing': 'processing',
      ...leased.values,
    },
  };
}

/**
 * Corrects the attempts of a job that was taken over from a worker which is still alive: the takeover
 * counted a crash that did not happen. Changes only `attempts`, and only while the job is processing.
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

/** The attributes a completed job gains. */
export type Completion = Pick<
  CompletedJob,
  | 'processingSeconds'
  | 'durationSeconds'
  | 'artifacts'
  | 'resultsExpireAt'
  | 'contentSha256'
  | 'notCompared'
  | 'pipelineVersion'
  | 'resultKey'
  | 'engine'
>;

/** The holder has finished the song: `processing → completed`. */
export function completeWrite(
  jobId: JobId,
  lease: Lease,
  completion: Completion,
  nowIso: string,
): JobWrite {
  return move({
    jobId,
    from: ['processing'],
    to: 'completed',
    nowIso,
    set: { ...completion, completedAt: nowIso },
    provided: leasedBy(lease),
  });
}

/** An earlier result of the same file was copied: `awaiting-upload → completed`, without a worker. */
export function reuseWrite(jobId: JobId, completion: Completion, nowIso: string): JobWrite {
  const times = { queuedAt: nowIso, startedAt: nowIso, completedAt: nowIso };
  return move({
    jobId,
    from: ['awaiting-upload'],
    to: 'completed',
    nowIso,
    set: { ...completion, ...times },
  });
}

/** The holder has failed for good: `processing → failed`. */
export function failLeasedWrite(
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
    provided: leasedBy(lease),
  });
}

/** The upload is not a usable song: `awaiting-upload → failed`. */
export function rejectUploadWrite(
  jobId: JobId,
  failureCode: FailureCode,
  nowIso: string,
): JobWrite {
  return move({ jobId, from: ['awaiting-upload'], to: 'failed', nowIso, set: { failureCode } });
}

/**
 * The event of the upload became a dead letter: `awaiting-upload | queued → failed`. A queued job may
 * lack its message.
 */
export function failUploadWrite(jobId: JobId, failureCode: FailureCode, nowIso: string): JobWrite {
  const from = ['awaiting-upload', 'queued'] as const;
  return move({ jobId, from, to: 'failed', nowIso, set: { failureCode } });
}

/**
 * The job's message became a dead letter: `queued | processing → failed`, unless a worker holds an
 * unexpired lease and so is still processing it.
 */
export function failDeadWrite(jobId: JobId, failureCode: FailureCode, nowIso: string): JobWrite {
  return move({
    jobId,
    from: ['queued', 'processing'],
    to: 'failed',
    nowIso,
    set: { failureCode },
    provided: unleasedAt(nowIso),
  });
}

/** The owner cancels an unfinished job; its record loses everything about the song. */
export function cancelWrite(jobId: JobId, nowIso: string): JobWrite {
  return move({ jobId, to: 'cancelled', nowIso, remove: songAttributes });
}

/** No upload arrived in time: `awaiting-upload → expired`. The record loses everything about the song. */
export function expireUploadWrite(jobId: JobId, nowIso: string): JobWrite {
  return move({ jobId, from: ['awaiting-upload'], to: 'expired', nowIso, remove: songAttributes });
}

/** A finished job's files were deleted, by age or by the owner; its record loses everything about the song. */
export function expireFilesWrite(jobId: JobId, nowIso: string): JobWrite {
  const from = ['completed', 'failed', 'cancelled'] as const;
  return move({ jobId, from, to: 'expired', nowIso, remove: songAttributes });
}
