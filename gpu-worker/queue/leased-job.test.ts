import { jobSchema, type ProcessingJob } from '@my-pitch/shared/job';
import { progressAt } from '@my-pitch/shared/stages';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { completion, fakeWorker, messageOf, queuedJob } from './fake-worker.ts';
import { LeasedJob } from './leased-job.ts';

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
