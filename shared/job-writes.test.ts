import { describe, expect, it } from 'vitest';
import { jobIdSchema } from './ids.ts';
import type { Lease } from './job.ts';
import {
  cancelWrite,
  claimWrite,
  completeWrite,
  expireFilesWrite,
  expireUploadWrite,
  failDeadWrite,
  failLeasedWrite,
  failUploadWrite,
  giveBackWrite,
  type JobWrite,
  progressWrite,
  queueWrite,
  rejectUploadWrite,
  reuseWrite,
  uncountCrashWrite,
} from './job-writes.ts';
import { progressAt } from './stages.ts';
import { canTransition, type JobStatus, jobStatusSchema } from './status.ts';
import { jobTable } from './table.ts';

const jobId = jobIdSchema.parse('3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21');
const nowIso = '2026-01-02T03:04:05.000Z';
const lease: Lease = {
  workerId: 'worker-a',
  attempt: 2,
  messageId: 'message-1',
  expiresAt: '2026-01-02T03:05:05.000Z',
};
const completion = {
  processingSeconds: 12,
  durationSeconds: 30,
  artifacts: [{ name: 'score.json' as const, sizeBytes: 10 }],
  resultsExpireAt: '2026-01-09T03:04:05.000Z',
  contentSha256: 'b'.repeat(64),
  pipelineVersion: 'code model swift-f0',
  resultKey: 'c'.repeat(64),
};
const place = { ticket: 7, uploadEvent: '0055' };
const progress = progressAt('pitch', 0.5);
const claim = { lease: { ...lease, attempt: 3 }, progress, attempts: 1 };

const moves: readonly (readonly [string, JobWrite, readonly JobStatus[], JobStatus])[] = [
  ['queue', queueWrite(jobId, place, nowIso), ['awaiting-upload'], 'queued'],
  ['claim', claimWrite(jobId, claim, undefined, nowIso), ['queued', 'processing'], 'processing'],
  ['take over', claimWrite(jobId, claim, lease, nowIso), ['queued', 'processing'], 'processing'],
  ['complete', completeWrite(jobId, lease, completion, nowIso), ['processing'], 'completed'],
  ['reuse a result', reuseWrite(jobId, completion, nowIso), ['awaiting-upload'], 'completed'],
  ['fail leased', failLeasedWrite(jobId, lease, 'corrupt-file', nowIso), ['processing'], 'failed'],
  ['reject', rejectUploadWrite(jobId, 'empty-file', nowIso), ['awaiting-upload'], 'failed'],
  ['fail dead', failDeadWrite(jobId, 'worker-crashed', nowIso), ['queued', 'processing'], 'failed'],
  [
    'fail upload',
    failUploadWrite(jobId, 'upload-not-queued', nowIso),
    ['awaiting-upload', 'queued'],
    'failed',
  ],
  ['cancel', cancelWrite(jobId, nowIso), ['awaiting-upload', 'queued', 'processing'], 'cancelled'],
  ['expire upload', expireUploadWrite(jobId, nowIso), ['awaiting-upload'], 'expired'],
  [
    'expire files',
    expireFilesWrite(jobId, nowIso),
    ['completed', 'failed', 'cancelled'],
    'expired',
  ],
];

function sourcesIn(write: JobWrite): JobStatus[] {
  return Object.entries(write.ExpressionAttributeValues)
    .filter(([name]) => /^:from\d+$/.test(name))
    .map(([, status]) => jobStatusSchema.parse(status));
}

function placeholdersIn(write: JobWrite, sigil: '#' | ':'): Set<string> {
  const text = `${write.UpdateExpression} ${write.ConditionExpression}`;
  return new Set(text.match(new RegExp(`${sigil}\\w+`, 'g')));
}

describe('writes that change the status', () => {
  it.each(moves)('%s: only from its sources, by legal transitions', (_name, write, from, to) => {
    expect(sourcesIn(write)).toEqual(from);
    expect(from.every((status) => canTransition(status, to))).toBe(true);
    expect(write.ExpressionAttributeValues[':status']).toBe(to);
    expect(write.ExpressionAttributeValues[':statusSince']).toBe(nowIso);
    expect(write.ConditionExpression).toMatch(/^#status IN \(:from0/);
  });

  it.each(moves)('%s: declares exactly the names and values it uses', (_name, write) => {
    expect(new Set(Object.keys(write.ExpressionAttributeNames))).toEqual(
      placeholdersIn(write, '#'),
    );
    expect(new Set(Object.keys(write.ExpressionAttributeValues))).toEqual(
      placeholdersIn(write, ':'),
    );
  });
});

describe('the sweep index', () => {
  const keys = [jobTable.sweepIndex.partitionKey, jobTable.sweepIndex.sortKey];
  const namesIn = (write: JobWrite) => Object.values(write.ExpressionAttributeNames);

  it.each([
    ['progress', progressWrite(jobId, lease, progress)],
    ['release', giveBackWrite(jobId, lease)],
    ['correction of the attempts', uncountCrashWrite(jobId)],
  ])('is not changed by a %s', (_name, write) => {
    expect(namesIn(write).filter((name) => keys.some((key) => key === name))).toEqual([]);
  });

  it.each(moves)('%s: holds the job under its status, or not at all', (_name, write, _from, to) => {
    const isSwept = to !== 'cancelled' && to !== 'expired';
    expect(write.ExpressionAttributeValues[':sweepKey']).toBe(isSwept ? `${to}#1` : undefined);
    expect(/REMOVE .*#sweepKey/.test(write.UpdateExpression)).toBe(!isSwept);
  });
});

describe('leases', () => {
  it('of a queued job are taken only if there was none before', () => {
    const write = claimWrite(jobId, claim, undefined, nowIso);
    expect(write.ConditionExpression).toMatch(/AND \(attribute_not_exists\(lease\)\)$/);
    expect(write.ExpressionAttributeValues[':lease']).toEqual(claim.lease);
  });

  it('are taken over only after they expired, and only from the holder that was read', () => {
    const write = claimWrite(jobId, claim, lease, nowIso);
    expect(write.ConditionExpression).toContain(
      'AND (lease.expiresAt < :nowIso AND lease.attempt = :attemptBefore)',
    );
    expect(write.ExpressionAttributeValues).toMatchObject({
      ':nowIso': nowIso,
      ':attemptBefore': 2,
    });
  });

  it.each([
    ['complete', completeWrite(jobId, lease, completion, nowIso)],
    ['fail', failLeasedWrite(jobId, lease, 'no-audio', nowIso)],
    ['progress', progressWrite(jobId, lease, progress)],
    ['release', giveBackWrite(jobId, lease)],
  ])('are required to %s', (_name, write) => {
    expect(write.ConditionExpression).toContain(
      'lease.workerId = :leasedByWorker AND lease.attempt = :leaseAttempt',
    );
    expect(write.ExpressionAttributeValues).toMatchObject({
      ':leasedByWorker': 'worker-a',
      ':leaseAttempt': 2,
    });
  });

  it('protect a job from a duplicate message that becomes a dead letter', () => {
    expect(failDeadWrite(jobId, 'worker-crashed', nowIso).ConditionExpression).toContain(
      'lease.expiresAt < :nowIso',
    );
  });
});

describe('a job that is cancelled or expires', () => {
  /** A record with every attribute that any status has. */
  const record = {
    ...{ jobId, ownerTokenHash: 'a'.repeat(64), createdAt: nowIso, statusSince: nowIso },
    ...{ recordExpiresAtSeconds: 1, fileName: 'song.mp3', contentType: 'audio/mpeg' },
    ...{ sizeBytes: 3, options: {}, uploadExpiresAt: nowIso, queuedAt: nowIso, attempts: 1 },
    ...{ startedAt: nowIso, lease, progress, lastFailureCode: 'no-audio', completedAt: nowIso },
    ...{ ...completion, failureCode: 'no-audio', takeOf: jobId, notCompared: 'original-gone' },
  };

  it.each([
    ['cancel', cancelWrite(jobId, nowIso)],
    ['expire upload', expireUploadWrite(jobId, nowIso)],
    ['expire files', expireFilesWrite(jobId, nowIso)],
  ])('loses everything about the song and the singer: %s', (_name, write) => {
    const removed = /REMOVE (.*)$/.exec(write.UpdateExpression)?.[1]?.split(', ') ?? [];
    const names = removed.map((name) => write.ExpressionAttributeNames[name]);
    expect(Object.keys(record).filter((name) => !names.includes(name))).toEqual([
      ...['jobId', 'ownerTokenHash', 'createdAt', 'statusSince', 'recordExpiresAtSeconds'],
      ...['queuedAt', 'startedAt', 'lastFailureCode', 'completedAt', 'resultsExpireAt'],
      'failureCode',
    ]);
  });

  it.each([
    ['complete', completeWrite(jobId, lease, completion, nowIso)],
    ['fail', failLeasedWrite(jobId, lease, 'no-audio', nowIso)],
  ])('unlike one that ends otherwise: %s', (_name, write) => {
    expect(write.UpdateExpression).not.toContain('REMOVE');
  });
});

describe('the attributes of a transition', () => {
  it.each([
    ['queue', queueWrite(jobId, place, nowIso), { ':queuedAt': nowIso, ':ticket': 7 }],
    [
      'claim',
      claimWrite(jobId, { ...claim, lastFailureCode: 'worker-crashed' }, lease, nowIso),
      {
        ...{ ':startedAt': nowIso, ':attempts': 1, ':progress': progress },
        ':lastFailureCode': 'worker-crashed',
      },
    ],
    [
      'complete',
      completeWrite(jobId, lease, completion, nowIso),
      { ':completedAt': nowIso, ':durationSeconds': 30, ':processingSeconds': 12 },
    ],
    [
      'reuse a result',
      reuseWrite(jobId, completion, nowIso),
      {
        ...{ ':queuedAt': nowIso, ':startedAt': nowIso, ':completedAt': nowIso },
        ...{ ':processingSeconds': 12, ':resultKey': completion.resultKey },
      },
    ],
    [
      'fail leased',
      failLeasedWrite(jobId, lease, 'corrupt-file', nowIso),
      { ':failureCode': 'corrupt-file' },
    ],
    ['reject', rejectUploadWrite(jobId, 'empty-file', nowIso), { ':failureCode': 'empty-file' }],
    ['fail dead', failDeadWrite(jobId, 'timed-out', nowIso), { ':failureCode': 'timed-out' }],
    [
      'fail upload',
      failUploadWrite(jobId, 'upload-not-queued', nowIso),
      { ':failureCode': 'upload-not-queued' },
    ],
  ])('%s', (_name, write, values) => {
    expect(write.Key).toEqual({ jobId });
    expect(write.ExpressionAttributeValues).toMatchObject(values);
  });

  it('keeps an earlier failure code if the previous claim did not crash', () => {
    expect(claimWrite(jobId, claim, lease, nowIso).UpdateExpression).not.toContain(
      'lastFailureCode',
    );
  });
});

it('uncounting a crash needs a processing job with at least one attempt', () => {
  const write = uncountCrashWrite(jobId);
  expect(write.UpdateExpression).toBe('SET #attempts = #attempts - :one');
  expect(write.ConditionExpression).toBe('#status = :processing AND #attempts >= :one');
  expect(write.ExpressionAttributeValues).toEqual({ ':processing': 'processing', ':one': 1 });
  expect(new Set(Object.keys(write.ExpressionAttributeNames))).toEqual(placeholdersIn(write, '#'));
});

it.each([
  ['progress', progressWrite(jobId, lease, progress)],
  ['release', giveBackWrite(jobId, lease)],
  ['uncount a crash', uncountCrashWrite(jobId)],
])('a write that keeps the status is about one job: %s', (_name, write) => {
  expect(write.Key).toEqual({ jobId });
});

it('progress does not change the status or its time', () => {
  const write = progressWrite(jobId, lease, progress);
  expect(write.UpdateExpression).toBe('SET #lease = :lease, #progress = :progress');
  expect(write.ConditionExpression).toMatch(/^#status = :processing AND/);
});

describe('releasing a job', () => {
  it('sets the lease to the epoch, which no crash can, and changes nothing else', () => {
    const write = giveBackWrite(jobId, lease);
    expect(write.UpdateExpression).toBe('SET #lease = :lease');
    expect(write.ExpressionAttributeValues[':lease']).toEqual({
      ...lease,
      expiresAt: '1970-01-01T00:00:00.000Z',
    });
  });

  it('records a failed attempt', () => {
    const write = giveBackWrite(jobId, lease, { attempts: 2, lastFailureCode: 'disk-full' });
    expect(write.ExpressionAttributeValues).toMatchObject({
      ':attempts': 2,
      ':lastFailureCode': 'disk-full',
    });
    expect(new Set(Object.keys(write.ExpressionAttributeNames))).toEqual(
      placeholdersIn(write, '#'),
    );
    expect(new Set(Object.keys(write.ExpressionAttributeValues))).toEqual(
      placeholdersIn(write, ':'),
    );
  });
});
