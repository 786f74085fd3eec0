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
  failHeldWrite,
  type JobWrite,
  progressWrite,
  queueWrite,
  rejectUploadWrite,
} from './job-writes.ts';
import { progressAt } from './stages.ts';
import { canTransition, type JobStatus, jobStatusSchema } from './status.ts';

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
};
const progress = progressAt('pitch', 0.5);

const moves: readonly (readonly [string, JobWrite, readonly JobStatus[], JobStatus])[] = [
  ['queue', queueWrite(jobId, nowIso), ['awaiting-upload'], 'queued'],
  ['claim', claimWrite(jobId, lease, progress, nowIso), ['queued', 'processing'], 'processing'],
  ['complete', completeWrite(jobId, lease, completion, nowIso), ['processing'], 'completed'],
  ['fail held', failHeldWrite(jobId, lease, 'corrupt-file', nowIso), ['processing'], 'failed'],
  ['reject', rejectUploadWrite(jobId, 'empty-file', nowIso), ['awaiting-upload'], 'failed'],
  ['fail dead', failDeadWrite(jobId, 'worker-crashed', nowIso), ['queued', 'processing'], 'failed'],
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

describe('writes that move a job', () => {
  it.each(moves)('%s: only from its sources, and every move is legal', (_name, write, from, to) => {
    expect(sourcesIn(write)).toEqual(from);
    expect(from.every((status) => canTransition(status, to))).toBe(true);
    expect(write.ExpressionAttributeValues[':status']).toBe(to);
    expect(write.ExpressionAttributeValues[':statusSince']).toBe(nowIso);
    expect(write.ConditionExpression).toMatch(/^#status IN \(:from0/);
  });

  it.each(moves)('%s: names and values are exactly those that are used', (_name, write) => {
    expect(new Set(Object.keys(write.ExpressionAttributeNames))).toEqual(
      placeholdersIn(write, '#'),
    );
    expect(new Set(Object.keys(write.ExpressionAttributeValues))).toEqual(
      placeholdersIn(write, ':'),
    );
  });
});

describe('leases', () => {
  it('are taken only where none is live', () => {
    const write = claimWrite(jobId, lease, progress, nowIso);
    expect(write.ConditionExpression).toContain(
      'AND (attribute_not_exists(lease) OR lease.expiresAt < :nowIso)',
    );
    expect(write.ExpressionAttributeValues[':nowIso']).toBe(nowIso);
    expect(write.ExpressionAttributeValues[':lease']).toEqual(lease);
  });

  it.each([
    ['complete', completeWrite(jobId, lease, completion, nowIso)],
    ['fail', failHeldWrite(jobId, lease, 'no-audio', nowIso)],
    ['progress', progressWrite(jobId, lease, progress)],
  ])('are needed to %s', (_name, write) => {
    expect(write.ConditionExpression).toContain(
      'lease.workerId = :heldByWorker AND lease.attempt = :heldAttempt',
    );
    expect(write.ExpressionAttributeValues).toMatchObject({
      ':heldByWorker': 'worker-a',
      ':heldAttempt': 2,
    });
  });

  it('protect a job from the death of a duplicate message', () => {
    expect(failDeadWrite(jobId, 'worker-crashed', nowIso).ConditionExpression).toContain(
      'lease.expiresAt < :nowIso',
    );
  });
});

it('progress changes neither the status nor since when', () => {
  const write = progressWrite(jobId, lease, progress);
  expect(write.UpdateExpression).toBe('SET #lease = :lease, #progress = :progress');
  expect(write.ConditionExpression).toMatch(/^#status = :processing AND/);
});
