import {
  type Job,
  jobSchema,
  type ProcessingJob,
  returnedLeaseExpiresAt,
} from '@my-pitch/shared/job';
import { progressAt } from '@my-pitch/shared/stages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimJob } from './claim-job.ts';
import { fakeWorker, jobId, queuedJob } from './testing/fake-worker.ts';

const now = '2026-01-01T12:00:00.000Z';
const aMillisecondAgo = '2026-01-01T11:59:59.999Z';
const claimant = {
  workerId: 'worker-a',
  messageId: 'message-1',
  leaseSeconds: 60,
  hasOtherSongs: false,
};

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(now) });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A job that another delivery of the same message claimed, unless a test says otherwise. */
function leasedJob(lease: Partial<ProcessingJob['lease']>, attempts = 0): Job {
  return jobSchema.parse({
    ...queuedJob,
    attempts,
    status: 'processing',
    startedAt: '2026-01-01T11:00:00.000Z',
    progress: progressAt('separate', 0.5),
    lease: {
      ...{ workerId: 'worker-b', attempt: 2, messageId: 'message-1', expiresAt: aMillisecondAgo },
      ...lease,
    },
  });
}

/** A table on which another worker's write lands just before each write of this worker. */
function contestedTable(job: Job, ...landing: readonly (Job | undefined)[]) {
  const { table } = fakeWorker(job);
  const write = table.write.bind(table);
  const others = [...landing];
  let losses = 0;
  table.write = async (ours) => {
    if (others.length === 0) return write(ours);
    table.job = others.shift();
    losses += 1;
    return false;
  };
  return { table, losses: () => losses };
}

describe('a lease of another worker', () => {
  it('is valid until the instant of its expiry, and the message returns at least a second later', async () => {
    const { table } = fakeWorker(leasedJob({ expiresAt: now }));
    expect(await claimJob(table, jobId, claimant)).toEqual({ kind: 'busy', freeInSeconds: 1 });
    expect(table.writes).toEqual([]);
  });

  it('has ended one millisecond after its expiry', async () => {
    const { table } = fakeWorker(leasedJob({ expiresAt: aMillisecondAgo }));
    expect(await claimJob(table, jobId, claimant)).toMatchObject({
      kind: 'claimed',
      job: { lease: { workerId: 'worker-a', attempt: 3 } },
    });
  });

  it('makes a second message about the job a duplicate', async () => {
    const { table } = fakeWorker(leasedJob({ expiresAt: now, messageId: 'message-2' }));
    expect(await claimJob(table, jobId, claimant)).toEqual({ kind: 'duplicate' });
  });
});

describe('the count of attempts', () => {
  it('starts at attempt 1 and no bad attempt for a queued job', async () => {
    const { table } = fakeWorker(queuedJob);
    expect(await claimJob(table, jobId, claimant)).toMatchObject({
      kind: 'claimed',
      job: { attempts: 0, lease: { attempt: 1 } },
    });
  });

  it('fails no job that was given back, however many attempts ended badly before', async () => {
    const { table } = fakeWorker(leasedJob({ expiresAt: returnedLeaseExpiresAt }, 7));
    expect(await claimJob(table, jobId, claimant)).toMatchObject({
      kind: 'claimed',
      job: { attempts: 7 },
    });
  });
});

describe('a race', () => {
  it('is lost to another worker that claims the same attempt first', async () => {
    const winner = leasedJob({ attempt: 1, messageId: 'message-2', expiresAt: now });
    const { table } = contestedTable(queuedJob, winner);
    expect(await claimJob(table, jobId, claimant)).toEqual({ kind: 'duplicate' });
  });

  it('is not won by an older lease of the same worker', async () => {
    const older = leasedJob({ workerId: 'worker-a' });
    const { table, losses } = contestedTable(older, older, older, older);
    await expect(claimJob(table, jobId, claimant)).rejects.toThrow('before each of 3 claims');
    expect(losses()).toBe(3);
  });

  it('is run again when the job is still free', async () => {
    const { table, losses } = contestedTable(queuedJob, queuedJob, queuedJob);
    expect(await claimJob(table, jobId, claimant)).toMatchObject({ kind: 'claimed' });
    expect(losses()).toBe(2);
  });

  it('ends when the job is cancelled meanwhile', async () => {
    const { table } = contestedTable(
      queuedJob,
      jobSchema.parse({ ...queuedJob, status: 'cancelled' }),
    );
    expect(await claimJob(table, jobId, claimant)).toEqual({
      kind: 'finished',
      status: 'cancelled',
    });
  });

  it('ends when the record of the job is deleted meanwhile', async () => {
    const { table } = contestedTable(queuedJob, undefined);
    expect(await claimJob(table, jobId, claimant)).toEqual({ kind: 'finished' });
  });

  it('does not fail a job that another worker claims at the same moment', async () => {
    const winner = leasedJob({ attempt: 3, expiresAt: now });
    const { table } = contestedTable(leasedJob({}, 4), winner);
    expect(await claimJob(table, jobId, claimant)).toEqual({ kind: 'busy', freeInSeconds: 1 });
    expect(table.job).toEqual(winner);
  });
});

it('refuses a message about a job that waits for its upload', async () => {
  const { queuedAt: _, ...job } = queuedJob as Extract<Job, { status: 'queued' }>;
  const { table } = fakeWorker(
    jobSchema.parse({ ...job, status: 'awaiting-upload', uploadExpiresAt: now }),
  );
  await expect(claimJob(table, jobId, claimant)).rejects.toThrow('awaiting-upload');
});
