import { JobFailure } from '@my-pitch/shared/errors';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import { cancelWrite, claimWrite } from '@my-pitch/shared/job-writes';
import { progressAt } from '@my-pitch/shared/stages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeWorker, jobId, messageOf, queuedJob, untilStopped } from './fake-worker.ts';
import { handleMessage } from './handle-message.ts';

const now = '2026-01-01T12:00:00.000Z';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(now) });
});
afterEach(() => {
  vi.useRealTimers();
});

function heldJob(expiresAt: string, messageId = 'message-1'): Job {
  return jobSchema.parse({
    ...queuedJob,
    status: 'processing',
    startedAt: '2026-01-01T11:00:00.000Z',
    progress: progressAt('separate', 0.5),
    lease: { workerId: 'worker-b', attempt: 2, messageId, expiresAt },
  });
}
const aliveUntil = '2026-01-01T12:00:30.500Z';
const ranOut = '2026-01-01T11:59:59.999Z';

describe('a job that can be done', () => {
  it('is claimed, uploaded, completed and only then deleted from the queue', async () => {
    const { worker, steps } = fakeWorker(queuedJob);
    await handleMessage(messageOf(), worker);
    expect(steps.filter((step) => !step.startsWith('hide'))).toEqual([
      'table: processing',
      'upload',
      'table: completed',
      'delete',
    ]);
  });

  it('is taken over as the next attempt once its holder is silent', async () => {
    const { worker, table } = fakeWorker(heldJob(ranOut), {
      processJob: (_, h) => untilStopped(h),
    });
    void handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    expect(table.job).toMatchObject({
      lease: { workerId: 'worker-a', attempt: 3, expiresAt: '2026-01-01T12:01:00.000Z' },
      progress: progressAt('decode', 0),
      startedAt: now,
    });
  });

  it('is claimed even when the answer to the claim was lost and the claim sent again', async () => {
    const { worker, table, steps } = fakeWorker(queuedJob);
    const write = table.write.bind(table);
    table.write = async (first) => {
      table.write = write;
      await write(first);
      return write(first);
    };
    await handleMessage(messageOf(), worker);
    expect(steps).toContain('table: completed');
  });
});

describe('a message with nothing to do', () => {
  it('is deleted when another message holds the job', async () => {
    const { worker, steps } = fakeWorker(heldJob(aliveUntil, 'message-2'));
    await handleMessage(messageOf(), worker);
    expect(steps).toEqual(['delete']);
  });

  it('is put off for the rest of the lease when its earlier delivery is being worked on', async () => {
    const { worker, steps } = fakeWorker(heldJob(aliveUntil));
    await handleMessage(messageOf({ receiveCount: 2 }), worker);
    expect(steps).toEqual(['hide: 31']);
  });

  it('leaves the files of a completed job alone', async () => {
    const completed = jobSchema.parse({
      ...heldJob(ranOut),
      status: 'completed',
      completedAt: now,
      processingSeconds: 1,
      durationSeconds: 1,
      artifacts: [],
      resultsExpireAt: now,
    });
    const { worker, steps } = fakeWorker(completed);
    await handleMessage(messageOf(), worker);
    expect(steps).toEqual(['delete']);
  });

  it.each(['cancelled', 'expired'] as const)('cleans up after a %s job', async (status) => {
    const { worker, steps } = fakeWorker(jobSchema.parse({ ...queuedJob, status }));
    await handleMessage(messageOf(), worker);
    expect(steps).toEqual(['remove artifacts', 'delete']);
  });

  it('is deleted when its job is unknown', async () => {
    const { worker, steps } = fakeWorker(undefined);
    await handleMessage(messageOf(), worker);
    expect(steps).toEqual(['remove artifacts', 'delete']);
  });

  it.each(['{', '{"jobId":"../x"}', '[]'])(
    'goes to the dead letters when it reads %s',
    async (body) => {
      const { worker, steps } = fakeWorker(queuedJob);
      await handleMessage(messageOf({ body }), worker);
      expect(steps).toEqual(['hide: 2']);
    },
  );
});

describe('an attempt that loses its job', () => {
  it('stops without a word when another worker took over', async () => {
    const { worker, table, steps } = fakeWorker(queuedJob, {
      processJob: (_, h) => untilStopped(h),
    });
    const handled = handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    table.job = heldJob('2026-01-01T13:00:00.000Z', 'message-2');
    await vi.advanceTimersByTimeAsync(20_000);
    await handled;
    expect(steps).toEqual(['table: processing', 'hide: 62']);
  });

  it('stops and cleans up when the job was cancelled in the middle of a stage', async () => {
    const { worker, table, steps } = fakeWorker(queuedJob, {
      processJob: (_, h) => untilStopped(h),
    });
    const handled = handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    await table.write(cancelWrite(jobId, now));
    await vi.advanceTimersByTimeAsync(20_000);
    await handled;
    expect(steps.slice(-3)).toEqual(['table: cancelled', 'remove artifacts', 'delete']);
  });

  it('removes what it uploaded when the job was cancelled just before it completed', async () => {
    const { worker, table, steps } = fakeWorker(queuedJob);
    const upload = worker.processJob;
    const processJob: typeof upload = async (job, hooks) => {
      const done = await upload(job, hooks);
      await table.write(cancelWrite(jobId, now));
      return done;
    };
    await handleMessage(messageOf(), { ...worker, processJob });
    expect(steps.filter((step) => !step.startsWith('hide'))).toEqual([
      'table: processing',
      'upload',
      'table: cancelled',
      'remove artifacts',
      'delete',
    ]);
  });

  it('does not begin a stage of a job that was cancelled', async () => {
    const { worker, table, steps } = fakeWorker(queuedJob);
    const processJob: typeof worker.processJob = async (_job, { onStage }) => {
      await table.write(cancelWrite(jobId, now));
      await onStage('separate');
      throw new Error('The stage began');
    };
    await handleMessage(messageOf(), { ...worker, processJob });
    expect(steps.slice(-2)).toEqual(['remove artifacts', 'delete']);
  });
});

describe('an attempt that fails', () => {
  const failing = (error: unknown) => ({
    processJob: async () => {
      throw error;
    },
  });

  it('ends the job with the reason of a failure that another attempt would meet too', async () => {
    const worker = fakeWorker(queuedJob, failing(new JobFailure('corrupt-file', 'bad header')));
    await handleMessage(messageOf(), worker.worker);
    expect(worker.table.job).toMatchObject({ status: 'failed', failureCode: 'corrupt-file' });
    expect(worker.steps.at(-1)).toBe('delete');
  });

  it('gives the job back after an unexpected error, free to be claimed at once', async () => {
    const { worker, table, steps } = fakeWorker(queuedJob, failing(new TypeError('oops')));
    await handleMessage(messageOf({ receiveCount: 3 }), worker);
    expect(steps.at(-1)).toBe('hide: 0');
    expect(steps).not.toContain('delete');
    const lease = { workerId: 'next', attempt: 2, messageId: 'message-1', expiresAt: now };
    expect(await table.write(claimWrite(jobId, lease, progressAt('decode', 0), now))).toBe(true);
  });

  it('fails for want of memory only at the last attempt', async () => {
    const error = new Error('Failed to allocate memory for requested buffer of size 1');
    const early = fakeWorker(queuedJob, failing(error));
    await handleMessage(messageOf({ receiveCount: 2 }), early.worker);
    expect(early.table.job?.status).toBe('processing');
    const last = fakeWorker(queuedJob, failing(error));
    await handleMessage(messageOf({ receiveCount: 3 }), last.worker);
    expect(last.table.job).toMatchObject({ status: 'failed', failureCode: 'out-of-memory' });
  });

  it('fails for want of time only at the last attempt', async () => {
    const outcome = async (receiveCount: number) => {
      const { worker, table } = fakeWorker(queuedJob, {
        jobTimeoutSeconds: 90,
        processJob: (_, hooks) => untilStopped(hooks),
      });
      const handled = handleMessage(messageOf({ receiveCount }), worker);
      await vi.advanceTimersByTimeAsync(90_000);
      await handled;
      return table.job;
    };
    expect(await outcome(1)).toMatchObject({ status: 'processing' });
    expect(await outcome(3)).toMatchObject({ status: 'failed', failureCode: 'timed-out' });
  });
});

describe('a worker that is told to stop', () => {
  it('gives the job back at once, even while a stage does not listen', async () => {
    const { worker, table, steps, shutdown } = fakeWorker(queuedJob, {
      processJob: () => new Promise(() => {}),
    });
    void handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    shutdown.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(steps.at(-1)).toBe('hide: 0');
    const lease = { workerId: 'next', attempt: 2, messageId: 'message-1', expiresAt: now };
    expect(await table.write(claimWrite(jobId, lease, progressAt('decode', 0), now))).toBe(true);
  });

  it('gives the job back once and ends when the stages stop', async () => {
    const { worker, steps, shutdown } = fakeWorker(queuedJob, {
      processJob: (_, h) => untilStopped(h),
    });
    const handled = handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    shutdown.abort();
    await handled;
    expect(steps).toEqual(['table: processing', 'hide: 62', 'hide: 0']);
  });
});
