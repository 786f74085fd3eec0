import { jobIdSchema } from '@my-pitch/shared/ids';
import { type Job, jobSchema, returnedLeaseExpiresAt } from '@my-pitch/shared/job';
import { maxReceiveCount, maxReceivesBeforeOriginal } from '@my-pitch/shared/limits';
import { progressAt } from '@my-pitch/shared/stages';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { takeDelaySeconds } from './backoff.ts';
import { handleMessage } from './handle-message.ts';
import { fakeWorker, messageOf, queuedJob } from './testing/fake-worker.ts';

const originalId = jobIdSchema.parse('99999999-2222-4333-8444-555555555555');
const now = '2026-01-01T12:00:00.000Z';
const take = jobSchema.parse({ ...queuedJob, takeOf: originalId });
const pending = jobSchema.parse({ ...queuedJob, jobId: originalId });
const startedAt = now;

function original(status: string, more: object = {}): Job {
  return jobSchema.parse({ ...pending, status, ...more });
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(now) });
  return () => vi.useRealTimers();
});

/** A worker with the take, and with the original if there is one. */
function workerWith(job: Job, originalJob?: Job) {
  const fake = fakeWorker(job);
  if (originalJob) fake.table.put(originalJob);
  return fake;
}

describe('a take whose original is in work', () => {
  const lease = { workerId: 'b', attempt: 1, messageId: 'm', expiresAt: now };
  it.each([
    original('awaiting-upload', { uploadExpiresAt: now }),
    original('queued'),
    original('processing', { startedAt, lease, progress: progressAt('pitch', 0) }),
  ])('waits in the queue without a claim: $status', async (originalJob) => {
    const { worker, table, calls } = workerWith(take, originalJob);
    expect(await handleMessage(messageOf({ receiveCount: 2 }), worker)).toBeUndefined();
    expect(calls).toEqual([`hide: ${takeDelaySeconds(2)}`]);
    expect(table.job).toEqual(take);
  });

  it('fails in the end, long before its message is a dead letter', async () => {
    const { worker, table, calls, recorded } = workerWith(take, pending);
    const receiveCount = maxReceivesBeforeOriginal;
    expect(receiveCount).toBeLessThan(maxReceiveCount - 10);
    await handleMessage(messageOf({ receiveCount }), worker);
    expect(table.job).toMatchObject({ status: 'failed', failureCode: 'original-not-ready' });
    expect(calls).toEqual(['table: failed', 'remove artifacts', 'delete']);
    expect(recorded).toContainEqual(['SongsFailed', 1, { FailureCode: 'original-not-ready' }]);
  });

  it('waits for 40 minutes at least', () => {
    const delays = Array.from({ length: maxReceivesBeforeOriginal - 1 }, (_, n) =>
      takeDelaySeconds(n + 1),
    );
    expect(delays.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThanOrEqual(40 * 60 - 90);
    expect(Math.max(...delays)).toBeLessThanOrEqual(90);
  });

  it('that was cancelled needs no more work', async () => {
    const { worker, calls } = workerWith(
      jobSchema.parse({ ...take, status: 'cancelled' }),
      pending,
    );
    await handleMessage(messageOf(), worker);
    expect(calls).toEqual(['remove artifacts', 'delete']);
  });
});

describe('a take is claimed', () => {
  const ended = {
    ...{ startedAt, completedAt: now, processingSeconds: 1, durationSeconds: 1, artifacts: [] },
    resultsExpireAt: '2026-01-08T12:00:00.000Z',
  };
  it.each([
    ['is done', original('completed', ended)],
    ['has failed', original('failed', { failureCode: 'no-audio' })],
    ['was deleted', original('expired')],
    ['is unknown', undefined],
  ])('when its original %s', async (_case, originalJob) => {
    const { worker, calls } = workerWith(take, originalJob);
    await (await handleMessage(messageOf(), worker))?.run();
    expect(calls).toContain('table: completed');
  });

  it('after a failed attempt, with its attempts', async () => {
    const lease = { workerId: 'b', attempt: 1, messageId: 'm', expiresAt: returnedLeaseExpiresAt };
    const retried = { ...take, status: 'processing', attempts: 1, startedAt, lease };
    const job = jobSchema.parse({ ...retried, progress: progressAt('pitch', 0) });
    const { worker, calls, table } = workerWith(job, original('completed', ended));
    await (await handleMessage(messageOf(), worker))?.run();
    expect(calls).toContain('table: completed');
    expect(table.job).toMatchObject({ attempts: 1 });
  });
});
