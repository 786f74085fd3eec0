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

function hold(overrides: Parameters<typeof fakeWorker>[1] = {}) {
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
  return { ...fake, held: new LeasedJob({ ...fake.worker, job, message: messageOf() }) };
}

it('writes the start of a stage at once, before the stage may begin', async () => {
  const { held, table } = hold();
  await held.enterStage('separate');
  await held.enterStage('pitch');
  expect(table.job).toMatchObject({ progress: { stage: 'pitch', stageFraction: 0 } });
});

it('writes progress at most once a second, and the newest', async () => {
  const { held, table } = hold();
  for (let ms = 0; ms < 10_000; ms += 100) {
    held.report(progressAt('separate', ms / 10_000));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(table.writes).toHaveLength(9);
  expect(table.job).toMatchObject({ progress: { stageFraction: 0.9 } });
});

it('renews the lease before the message, three times in each lease', async () => {
  const { held, table, steps } = hold();
  held.startHeartbeat();
  await vi.advanceTimersByTimeAsync(60_000);
  held.stopHeartbeat();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(steps).toEqual(['hide: 62', 'hide: 62', 'hide: 62', 'hide: 62']);
  expect(table.writes).toHaveLength(4);
  expect(table.job).toMatchObject({ lease: { expiresAt: '2026-01-01T12:02:00.000Z' } });
});

it('survives a heartbeat that did not get through', async () => {
  const { held, table, steps } = hold();
  const write = table.write.bind(table);
  table.write = async () => {
    table.write = write;
    throw new Error('network');
  };
  held.startHeartbeat();
  await vi.advanceTimersByTimeAsync(20_000);
  held.stopHeartbeat();
  expect(held.lost.aborted).toBe(false);
  expect(steps).toEqual(['hide: 62']);
});

it('never writes again once the job is lost', async () => {
  const { held, table } = hold();
  table.job = undefined;
  await expect(held.enterStage('pitch')).rejects.toThrow('no longer held');
  const { length } = table.writes;
  expect(await held.complete(completion)).toBe(false);
  expect(await held.fail('internal-error')).toBe(false);
  expect(table.writes).toHaveLength(length);
});

it('keeps the expected end of the song when a stage begins', async () => {
  const { held, table } = hold();
  const endsAt = '2026-01-01T12:03:00.000Z';
  held.report({ ...progressAt('separate', 1), endsAt });
  await held.enterStage('pitch');
  expect(table.job).toMatchObject({ progress: { ...progressAt('pitch', 0), endsAt } });
});

it('begins a stage without an expected end when none is known', async () => {
  const { held, table } = hold();
  await held.enterStage('separate');
  expect(table.job).toHaveProperty('progress', progressAt('separate', 0));
});

it('writes no progress while an earlier write waits for the table, and the newest after it', async () => {
  const { held, table } = hold();
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
    held.report(progressAt('separate', second / 10));
  }
  expect(calls).toBe(1);
  answer();
  await vi.advanceTimersByTimeAsync(1000);
  held.report(progressAt('separate', 0.6));
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toBe(2);
  expect(table.job).toMatchObject({ progress: { stageFraction: 0.6 } });
});

it('goes on reporting after a write of progress failed', async () => {
  const { held, table } = hold();
  const write = table.write.bind(table);
  table.write = () => Promise.reject(new Error('network'));
  await vi.advanceTimersByTimeAsync(1000);
  held.report(progressAt('separate', 0.1));
  await vi.advanceTimersByTimeAsync(1000);
  table.write = write;
  held.report(progressAt('separate', 0.2));
  await vi.advanceTimersByTimeAsync(0);
  expect(table.job).toMatchObject({ progress: { stageFraction: 0.2 } });
});

it('does not hide the message of a job that was lost, but still signals that the worker lives', async () => {
  let beats = 0;
  const onBeat = async () => {
    beats += 1;
  };
  const { held, table, steps } = hold({ onBeat });
  table.job = undefined;
  held.startHeartbeat();
  await vi.advanceTimersByTimeAsync(20_000);
  held.stopHeartbeat();
  expect(steps).toEqual([]);
  expect(beats).toBe(2);
});

describe('giving back', () => {
  it('ends the heartbeat and the lease, and shows the message after the delay', async () => {
    const { held, table, steps } = hold();
    held.startHeartbeat();
    await vi.advanceTimersByTimeAsync(0);
    expect(await held.giveBack({ delaySeconds: 8 })).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    expect(steps).toEqual(['hide: 62', 'hide: 8']);
    expect(table.job).toMatchObject({ lease: { expiresAt: returnedLeaseExpiresAt } });
  });

  it('leaves the message of a job that was lost to its new owner', async () => {
    const { held, table, steps } = hold();
    table.job = undefined;
    expect(await held.giveBack()).toBe(false);
    expect(steps).toEqual([]);
  });

  it('is tried again each second while the table does not answer', async () => {
    const { held, table } = hold();
    const write = table.write.bind(table);
    let calls = 0;
    table.write = async (update) => {
      calls += 1;
      if (calls <= 3) throw new Error('network');
      return write(update);
    };
    const givenBack = held.giveBackPersistently({}, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(2999);
    expect(calls).toBe(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls).toBe(4);
    expect(await givenBack).toBe(true);
  });

  it('is not tried again once the worker stops', async () => {
    const { held, table } = hold();
    const failure = new Error('network');
    table.write = () => Promise.reject(failure);
    const shutdown = new AbortController();
    const refused = expect(held.giveBackPersistently({}, shutdown.signal)).rejects.toBe(failure);
    await vi.advanceTimersByTimeAsync(500);
    shutdown.abort();
    await vi.advanceTimersByTimeAsync(0);
    await refused;
    expect(vi.getTimerCount()).toBe(0);
  });
});
