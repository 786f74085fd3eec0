import { jobSchema, type ProcessingJob, returnedLeaseExpiresAt } from '@my-pitch/shared/job';
import { progressAt } from '@my-pitch/shared/stages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LeasedJob } from './leased-job.ts';
import { completion, fakeWorker, messageOf, queuedJob } from './testing/fake-worker.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function leaseJob(overrides: Parameters<typeof fakeWorker>[1] = {}) {
  const job = jobSchema.parse({
    ...queuedJob,
    status: 'processing',
    startedAt: '2026-01-01T12:00:00.000Z',
    progress: progressAt('decode', 0),
    lease: {
      workerId: 'worker-a',
      attempt: 1,
      messageId: 'message-1',
      expiresAt: '2026-01-01T12:01:00.000Z',
    },
  }) as ProcessingJob;
  const fake = fakeWorker(job, overrides);
  return { ...fake, leasedJob: new LeasedJob({ ...fake.worker, job, message: messageOf() }) };
}

it('writes the start of a stage before the stage may begin', async () => {
  const { leasedJob, table } = leaseJob();
  await leasedJob.enterStage('separate');
  await leasedJob.enterStage('pitch');
  expect(table.job).toMatchObject({ progress: { stage: 'pitch', stageFraction: 0 } });
});

it('writes at most once a second, and then the newest progress', async () => {
  const { leasedJob, table } = leaseJob();
  for (let ms = 0; ms < 10_000; ms += 100) {
    leasedJob.report(progressAt('separate', ms / 10_000));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(table.writes).toHaveLength(9);
  expect(table.job).toMatchObject({ progress: { stageFraction: 0.9 } });
});

it('renews lease and message at once, and then three times in each lease', async () => {
  const { leasedJob, table, calls } = leaseJob();
  leasedJob.startHeartbeat();
  await vi.advanceTimersByTimeAsync(60_000);
  leasedJob.stopHeartbeat();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toEqual(['hide: 62', 'hide: 62', 'hide: 62', 'hide: 62']);
  expect(table.writes).toHaveLength(4);
  expect(table.job).toMatchObject({ lease: { expiresAt: '2026-01-01T12:02:00.000Z' } });
});

it('continues after a heartbeat that failed', async () => {
  const { leasedJob, table, calls } = leaseJob();
  const write = table.write.bind(table);
  table.write = async () => {
    table.write = write;
    throw new Error('network');
  };
  leasedJob.startHeartbeat();
  await vi.advanceTimersByTimeAsync(20_000);
  leasedJob.stopHeartbeat();
  expect(leasedJob.lost.aborted).toBe(false);
  expect(calls).toEqual(['hide: 62']);
});

it('never writes again once the lease is lost', async () => {
  const { leasedJob, table } = leaseJob();
  table.job = undefined;
  await expect(leasedJob.enterStage('pitch')).rejects.toThrow('has lost its lease');
  const { length } = table.writes;
  expect(await leasedJob.complete(completion)).toBe(false);
  expect(await leasedJob.fail('internal-error')).toBe(false);
  expect(table.writes).toHaveLength(length);
});

it('keeps the expected end of the song when a stage begins', async () => {
  const { leasedJob, table } = leaseJob();
  const endsAt = '2026-01-01T12:03:00.000Z';
  leasedJob.report({ ...progressAt('separate', 1), endsAt });
  await leasedJob.enterStage('pitch');
  expect(table.job).toMatchObject({ progress: { ...progressAt('pitch', 0), endsAt } });
});

it('begins a stage without an expected end when none is known', async () => {
  const { leasedJob, table } = leaseJob();
  await leasedJob.enterStage('separate');
  expect(table.job).toHaveProperty('progress', progressAt('separate', 0));
});

it('writes no progress while an earlier write is in flight, and the newest after it', async () => {
  const { leasedJob, table } = leaseJob();
  const write = table.write.bind(table);
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  let calls = 0;
  table.write = async (update) => {
    calls += 1;
    await answered;
    return write(update);
  };
  for (let second = 1; second <= 5; second += 1) {
    await vi.advanceTimersByTimeAsync(1000);
    leasedJob.report(progressAt('separate', second / 10));
  }
  expect(calls).toBe(1);
  answer();
  await vi.advanceTimersByTimeAsync(1000);
  leasedJob.report(progressAt('separate', 0.6));
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toBe(2);
  expect(table.job).toMatchObject({ progress: { stageFraction: 0.6 } });
});

it('goes on reporting after a write of progress failed', async () => {
  const { leasedJob, table } = leaseJob();
  const write = table.write.bind(table);
  table.write = () => Promise.reject(new Error('network'));
  await vi.advanceTimersByTimeAsync(1000);
  leasedJob.report(progressAt('separate', 0.1));
  await vi.advanceTimersByTimeAsync(1000);
  table.write = write;
  leasedJob.report(progressAt('separate', 0.2));
  await vi.advanceTimersByTimeAsync(0);
  expect(table.job).toMatchObject({ progress: { stageFraction: 0.2 } });
});

it('does not hide the message after a lost lease, but still reports that the worker lives', async () => {
  let heartbeats = 0;
  const onHeartbeat = async () => {
    heartbeats += 1;
  };
  const { leasedJob, table, calls } = leaseJob({ onHeartbeat });
  table.job = undefined;
  leasedJob.startHeartbeat();
  await vi.advanceTimersByTimeAsync(20_000);
  leasedJob.stopHeartbeat();
  expect(calls).toEqual([]);
  expect(heartbeats).toBe(2);
});

describe('giving back', () => {
  it('stops the heartbeat, ends the lease and delays the message', async () => {
    const { leasedJob, table, calls } = leaseJob();
    leasedJob.startHeartbeat();
    await vi.advanceTimersByTimeAsync(0);
    expect(await leasedJob.giveBack({ delaySeconds: 8 })).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    expect(calls).toEqual(['hide: 62', 'hide: 8']);
    expect(table.job).toMatchObject({ lease: { expiresAt: returnedLeaseExpiresAt } });
  });

  it('does not touch the message after a lost lease', async () => {
    const { leasedJob, table, calls } = leaseJob();
    table.job = undefined;
    expect(await leasedJob.giveBack()).toBe(false);
    expect(calls).toEqual([]);
  });

  it('is retried every second while the table does not answer', async () => {
    const { leasedJob, table } = leaseJob();
    const write = table.write.bind(table);
    let calls = 0;
    table.write = async (update) => {
      calls += 1;
      if (calls <= 3) throw new Error('network');
      return write(update);
    };
    const givenBack = leasedJob.giveBackPersistently({}, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(2999);
    expect(calls).toBe(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls).toBe(4);
    expect(await givenBack).toBe(true);
  });

  it('is not retried once the worker stops', async () => {
    const { leasedJob, table } = leaseJob();
    const failure = new Error('network');
    table.write = () => Promise.reject(failure);
    const shutdown = new AbortController();
    const refused = expect(leasedJob.giveBackPersistently({}, shutdown.signal)).rejects.toBe(
      failure,
    );
    await vi.advanceTimersByTimeAsync(500);
    shutdown.abort();
    await vi.advanceTimersByTimeAsync(0);
    await refused;
    expect(vi.getTimerCount()).toBe(0);
  });
});
