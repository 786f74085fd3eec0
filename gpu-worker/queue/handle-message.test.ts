import { JobFailure, MachineFailure } from '@my-pitch/shared/errors';
import { type Job, jobSchema, returnedLeaseExpiresAt } from '@my-pitch/shared/job';
import { cancelWrite } from '@my-pitch/shared/job-writes';
import { progressAt } from '@my-pitch/shared/stages';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReceivedMessage } from '../ports.ts';
import { claimJob } from './claim-job.ts';
import { handleMessage } from './handle-message.ts';
import type { AttemptHooks, WorkerContext } from './run-attempt.ts';
import {
  fakeFitness,
  fakeWorker,
  jobId,
  messageOf,
  queuedJob,
  untilStopped,
} from './testing/fake-worker.ts';

const now = '2026-01-01T12:00:00.000Z';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(now) });
});
afterEach(() => {
  vi.useRealTimers();
});

function heldJob(expiresAt: string, messageId = 'message-1', attempts = 0): Job {
  return jobSchema.parse({
    ...queuedJob,
    attempts,
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
      attempts: 1,
      lastFailureCode: 'worker-crashed',
      lease: { workerId: 'worker-a', attempt: 3, expiresAt: '2026-01-01T12:01:00.000Z' },
      progress: progressAt('decode', 0),
      startedAt: now,
    });
  });

  it('costs no attempt when its holder gave it back in good order', async () => {
    const { worker, table } = fakeWorker(heldJob(returnedLeaseExpiresAt, 'message-1', 2), {
      processJob: (_, h) => untilStopped(h),
    });
    void handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    expect(table.job).toMatchObject({ attempts: 2, lease: { workerId: 'worker-a', attempt: 3 } });
  });

  it('is tried again after four claims that ended badly, when the last was a crash', async () => {
    const { worker, table } = fakeWorker(heldJob(ranOut, 'message-1', 3));
    await handleMessage(messageOf(), worker);
    expect(table.job).toMatchObject({ status: 'completed' });
  });

  it('fails instead when the crash was the fifth that ended badly', async () => {
    const { worker, table, steps } = fakeWorker(heldJob(ranOut, 'message-1', 4));
    await handleMessage(messageOf(), worker);
    expect(table.job).toMatchObject({ status: 'failed', failureCode: 'worker-crashed' });
    expect(steps).toEqual(['table: failed', 'remove artifacts', 'delete']);
  });

  it('is put off when the table does not answer, for another worker may reach it', async () => {
    const { worker, table, steps } = fakeWorker(queuedJob);
    const failure = new MachineFailure('network', 'refused');
    table.read = () => Promise.reject(failure);
    await expect(handleMessage(messageOf({ receiveCount: 3 }), worker)).rejects.toBe(failure);
    expect(steps).toEqual(['hide: 8']);
  });

  it('is not put off by a queue that does not answer either: the first error stands', async () => {
    const { worker, table } = fakeWorker(queuedJob);
    const failure = new MachineFailure('network', 'refused');
    table.read = () => Promise.reject(failure);
    const queue = { ...worker.queue, hide: () => Promise.reject(new Error('also refused')) };
    await expect(handleMessage(messageOf(), { ...worker, queue })).rejects.toBe(failure);
  });

  it('leaves neither a timer nor a listener once it is done', async () => {
    const { worker, table, shutdown } = fakeWorker(queuedJob);
    await handleMessage(messageOf(), worker);
    expect(vi.getTimerCount()).toBe(0);
    const { length } = table.writes;
    shutdown.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(table.writes).toHaveLength(length);
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
    'is tried three times, and then deleted, when it reads %s',
    async (body) => {
      const { worker, steps } = fakeWorker(queuedJob);
      for (const receiveCount of [1, 2, 3]) {
        await handleMessage(messageOf({ body, receiveCount }), worker);
      }
      expect(steps).toEqual(['hide: 2', 'hide: 2', 'delete']);
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

  it('takes back the crash that the takeover counted, for it lives', async () => {
    const { worker, table } = fakeWorker(queuedJob, { processJob: (_, h) => untilStopped(h) });
    const handled = handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    const successor = heldJob('2026-01-01T13:00:00.000Z', 'message-2', 2);
    table.job = successor;
    await vi.advanceTimersByTimeAsync(20_000);
    await handled;
    expect(table.job).toEqual({ ...successor, attempts: 1 });
  });

  it('takes nothing back where no crash was counted', async () => {
    const { worker, table } = fakeWorker(queuedJob, { processJob: (_, h) => untilStopped(h) });
    const handled = handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    const successor = heldJob('2026-01-01T13:00:00.000Z', 'message-2', 0);
    table.job = successor;
    await vi.advanceTimersByTimeAsync(20_000);
    await handled;
    expect(table.job).toEqual(successor);
  });

  it('learns of a takeover even when the table answers only after the lease', async () => {
    const { worker, table } = fakeWorker(queuedJob, {
      processJob: async () => {
        const write = table.write.bind(table);
        table.write = () => Promise.reject(new MachineFailure('network', 'refused'));
        setTimeout(() => {
          table.job = heldJob('2026-01-01T13:00:00.000Z', 'message-2', 1);
          table.write = write;
        }, 90_000);
        throw new MachineFailure('network', 'refused');
      },
    });
    const handled = handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(91_000);
    await handled;
    expect(table.job).toMatchObject({ attempts: 0, lease: { workerId: 'worker-b' } });
  });

  it('gives up on giving back after two leases', async () => {
    const failure = new MachineFailure('network', 'refused');
    const { worker, table } = fakeWorker(queuedJob, {
      processJob: async () => {
        table.write = () => Promise.reject(failure);
        throw failure;
      },
    });
    const handled = handleMessage(messageOf(), worker);
    let hasGivenUp = false;
    const refused = expect(handled.finally(() => (hasGivenUp = true))).rejects.toBe(failure);
    await vi.advanceTimersByTimeAsync(119_000);
    expect(hasGivenUp).toBe(false);
    await vi.advanceTimersByTimeAsync(3000);
    await refused;
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

  const timesOut = {
    jobTimeoutSeconds: 90,
    processJob: (_: unknown, hooks: AttemptHooks) => untilStopped(hooks),
  };
  const unfit = () => fakeFitness({ probe: async () => new MachineFailure('disk-full', 'full') });

  it('fails for want of time by the clock alone, whatever error the stopped stage throws', async () => {
    const { worker, table } = fakeWorker(queuedJob, {
      jobTimeoutSeconds: 90,
      processJob: (_, hooks) =>
        untilStopped(hooks).catch(() => Promise.reject(new Error('ffmpeg was killed by SIGKILL'))),
    });
    const handled = handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(89_999);
    expect(table.job).not.toHaveProperty('lastFailureCode');
    await vi.advanceTimersByTimeAsync(1);
    await handled;
    expect(table.job).toMatchObject({ lastFailureCode: 'timed-out' });
  });

  it.each([
    ['a song’s own failure', new JobFailure('corrupt-file', 'bad header'), 1, 0],
    ['the last failure of a machine', new MachineFailure('network', 'refused'), 50, 1],
    ['a failure after which the job is given back', new TypeError('oops'), 1, 0],
  ])('logs what the alarm counts after %s', async (_name, error, receiveCount, alarms) => {
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line) => void lines.push(line) });
    const { worker } = fakeWorker(queuedJob, { ...failing(error), log });
    await handleMessage(messageOf({ receiveCount }), worker);
    expect(lines.filter((line) => line.includes('"song-given-up"'))).toHaveLength(alarms);
  });

  it('of its own fault counts as a finished song for the health of the worker', async () => {
    const fake = fakeWorker(queuedJob, failing(new JobFailure('no-audio', 'no stream')));
    const finished = vi.spyOn(fake.worker.fitness, 'finishedSong');
    await handleMessage(messageOf(), fake.worker);
    expect(finished).toHaveBeenCalledTimes(1);
  });

  /** What becomes of a job with so many attempts behind it. */
  async function outcome(
    attempts: number,
    overrides: Partial<WorkerContext>,
    received: Partial<ReceivedMessage> = {},
  ) {
    const fake = fakeWorker(heldJob(returnedLeaseExpiresAt, 'message-1', attempts), overrides);
    const handled = handleMessage(messageOf(received), fake.worker);
    await vi.advanceTimersByTimeAsync(90_000);
    await handled;
    return fake;
  }

  it.each([
    ['an unexpected error', failing(new TypeError('oops')), 'internal-error'],
    ['want of memory', failing(new MachineFailure('out-of-memory', 'killed')), 'out-of-memory'],
    ['words about memory', failing(new Error('std::bad_alloc')), 'out-of-memory'],
    ['want of time', timesOut, 'timed-out'],
  ])('counts %s on a healthy machine as one of three attempts', async (_name, how, code) => {
    const first = await outcome(0, how);
    expect(first.table.job).toMatchObject({
      ...{ status: 'processing', attempts: 1, lastFailureCode: code },
      lease: { expiresAt: returnedLeaseExpiresAt },
    });
    expect(first.steps.at(-1)).toBe('hide: 2');
    const last = await outcome(2, how);
    expect(last.table.job).toMatchObject({ status: 'failed', failureCode: code });
    expect(last.steps.at(-1)).toBe('delete');
  });

  it.each([
    ['an unexpected error', failing(new TypeError('oops')), 'internal-error'],
    ['want of memory', failing(new MachineFailure('out-of-memory', 'killed')), 'out-of-memory'],
    ['want of time', timesOut, 'timed-out'],
  ])('does not count %s on a sick machine', async (_name, how, code) => {
    const { table } = await outcome(2, { ...how, fitness: unfit() });
    expect(table.job).toMatchObject({ status: 'processing', attempts: 2, lastFailureCode: code });
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['ECONNREFUSED', 'internal-error'],
    ['EACCES', 'internal-error'],
  ])('never counts %s, even where the probe finds nothing', async (errno, code) => {
    const error = Object.assign(new Error(errno), { code: errno });
    const { table } = await outcome(2, failing(error));
    expect(table.job).toMatchObject({ status: 'processing', attempts: 2, lastFailureCode: code });
  });

  it('puts the message off longer each time', async () => {
    const delays: (string | undefined)[] = [];
    for (const receiveCount of [1, 2, 3, 9, 49]) {
      const how = failing(new MachineFailure('network', 'refused'));
      delays.push((await outcome(0, how, { receiveCount })).steps.at(-1));
    }
    expect(delays).toEqual(['hide: 2', 'hide: 4', 'hide: 8', 'hide: 300', 'hide: 300']);
  });

  it.each([
    ['disk-full', 'disk-full'],
    ['network', 'internal-error'],
    ['model', 'internal-error'],
  ] as const)(
    'fails for %s as %s when machines have used up every receive',
    async (fault, code) => {
      const how = failing(new MachineFailure(fault, 'again'));
      const { table, steps } = await outcome(0, how, { receiveCount: 50 });
      expect(table.job).toMatchObject({ status: 'failed', failureCode: code });
      expect(steps.at(-1)).toBe('delete');
    },
  );

  it('costs nothing when the worker is told to stop while it probes itself', async () => {
    const { promise: probed, resolve: endProbe } = Promise.withResolvers<undefined>();
    const fake = fakeWorker(queuedJob, {
      ...failing(new TypeError('oops')),
      fitness: fakeFitness({ probe: () => probed }),
    });
    const handled = handleMessage(messageOf(), fake.worker);
    await vi.advanceTimersByTimeAsync(0);
    fake.shutdown.abort();
    await vi.advanceTimersByTimeAsync(0);
    endProbe(undefined);
    await handled;
    expect(fake.table.job).toMatchObject({ status: 'processing', attempts: 0 });
    expect(fake.steps.filter((step) => step === 'hide: 0')).toHaveLength(1);
  });

  it('keeps the lease alive while the machine is probed', async () => {
    const { promise: probed, resolve: endProbe } = Promise.withResolvers<undefined>();
    const fake = fakeWorker(queuedJob, {
      ...failing(new TypeError('oops')),
      fitness: fakeFitness({ probe: () => probed }),
    });
    const handled = handleMessage(messageOf(), fake.worker);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(fake.table.job).toMatchObject({ lease: { expiresAt: '2026-01-01T12:01:40.000Z' } });
    endProbe(undefined);
    await handled;
  });
});

describe('a worker that is told to stop', () => {
  const next = { workerId: 'next', messageId: 'message-1', leaseSeconds: 60 };

  it('costs its job no attempt, twenty times over', async () => {
    const fake = fakeWorker(queuedJob);
    for (let receiveCount = 1; receiveCount <= 20; receiveCount += 1) {
      const shutdown = new AbortController();
      const processJob: WorkerContext['processJob'] = (_, h) => untilStopped(h);
      const worker = { ...fake.worker, processJob, shutdown: shutdown.signal };
      const handled = handleMessage(messageOf({ receiveCount }), worker);
      await vi.advanceTimersByTimeAsync(0);
      shutdown.abort();
      await handled;
    }
    expect(fake.table.job).toMatchObject({ status: 'processing', attempts: 0 });
    await handleMessage(messageOf({ receiveCount: 21 }), fake.worker);
    expect(fake.table.job).toMatchObject({ status: 'completed', attempts: 0 });
  });

  it('gives the job back at once, even while a stage does not listen', async () => {
    const { worker, table, steps, shutdown } = fakeWorker(queuedJob, {
      processJob: () => new Promise(() => {}),
    });
    void handleMessage(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    shutdown.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(steps.at(-1)).toBe('hide: 0');
    expect(await claimJob(table, jobId, next)).toMatchObject({
      kind: 'claimed',
      job: { attempts: 0, lease: { attempt: 2 } },
    });
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
