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
  fakeHealth,
  fakeWorker,
  jobId,
  messageOf,
  queuedJob,
  untilAborted,
} from './testing/fake-worker.ts';

const now = '2026-01-01T12:00:00.000Z';

/** Handles a message to its end. */
async function handle(message: ReceivedMessage, worker: WorkerContext): Promise<void> {
  await (await handleMessage(message, worker))?.run();
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(now) });
});
afterEach(() => {
  vi.useRealTimers();
});

function leasedJob(expiresAt: string, messageId = 'message-1', attempts = 0): Job {
  return jobSchema.parse({
    ...queuedJob,
    attempts,
    status: 'processing',
    startedAt: '2026-01-01T11:00:00.000Z',
    progress: progressAt('separate', 0.5),
    lease: { workerId: 'worker-b', attempt: 2, messageId, expiresAt },
  });
}
const futureExpiry = '2026-01-01T12:00:30.500Z';
const pastExpiry = '2026-01-01T11:59:59.999Z';

describe('a job', () => {
  it('is claimed, uploaded and completed before its message is deleted', async () => {
    const { worker, calls } = fakeWorker(queuedJob);
    await handle(messageOf(), worker);
    expect(calls.filter((call) => !call.startsWith('hide'))).toEqual([
      'table: processing',
      'upload',
      'table: completed',
      'delete',
    ]);
  });

  it('is claimed as the next attempt once the lease of another worker has expired', async () => {
    const { worker, table } = fakeWorker(leasedJob(pastExpiry), {
      processJob: (_, h) => untilAborted(h),
    });
    void handle(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    expect(table.job).toMatchObject({
      attempts: 1,
      lastFailureCode: 'worker-crashed',
      lease: { workerId: 'worker-a', attempt: 3, expiresAt: '2026-01-01T12:01:00.000Z' },
      progress: progressAt('decode', 0),
      startedAt: now,
    });
  });

  it('does not lose an attempt when a worker gave it back', async () => {
    const { worker, table } = fakeWorker(leasedJob(returnedLeaseExpiresAt, 'message-1', 2), {
      processJob: (_, h) => untilAborted(h),
    });
    void handle(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    expect(table.job).toMatchObject({ attempts: 2, lease: { workerId: 'worker-a', attempt: 3 } });
  });

  it('is tried a fifth time after four attempts that ended badly, if the last was a crash', async () => {
    const { worker, table } = fakeWorker(leasedJob(pastExpiry, 'message-1', 3));
    await handle(messageOf(), worker);
    expect(table.job).toMatchObject({ status: 'completed' });
  });

  it('fails when a crash is the fifth attempt that ended badly', async () => {
    const { worker, table, calls } = fakeWorker(leasedJob(pastExpiry, 'message-1', 4));
    await handle(messageOf(), worker);
    expect(table.job).toMatchObject({ status: 'failed', failureCode: 'worker-crashed' });
    expect(calls).toEqual(['table: failed', 'remove artifacts', 'delete']);
  });

  it('is delayed when the table does not answer, because another worker may reach it', async () => {
    const { worker, table, calls } = fakeWorker(queuedJob);
    const failure = new MachineFailure('network', 'refused');
    table.read = () => Promise.reject(failure);
    await expect(handle(messageOf({ receiveCount: 3 }), worker)).rejects.toBe(failure);
    expect(calls).toEqual(['hide: 8']);
  });

  it('throws the first error when the queue does not answer either', async () => {
    const { worker, table } = fakeWorker(queuedJob);
    const failure = new MachineFailure('network', 'refused');
    table.read = () => Promise.reject(failure);
    const queue = { ...worker.queue, hide: () => Promise.reject(new Error('also refused')) };
    await expect(handle(messageOf(), { ...worker, queue })).rejects.toBe(failure);
  });

  it('counts as a finished song for the worker’s health once it is completed', async () => {
    const { worker } = fakeWorker(queuedJob);
    const finished = vi.spyOn(worker.health, 'recordFinishedSong');
    await handle(messageOf(), worker);
    expect(finished).toHaveBeenCalledTimes(1);
  });

  it('leaves neither a timer nor a listener behind', async () => {
    const { worker, table, shutdown } = fakeWorker(queuedJob);
    await handle(messageOf(), worker);
    expect(vi.getTimerCount()).toBe(0);
    const { length } = table.writes;
    shutdown.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(table.writes).toHaveLength(length);
  });

  it('is claimed even if the first response was lost and the SDK sent the write again', async () => {
    const { worker, table, calls } = fakeWorker(queuedJob);
    const write = table.write.bind(table);
    table.write = async (first) => {
      table.write = write;
      await write(first);
      return write(first);
    };
    await handle(messageOf(), worker);
    expect(calls).toContain('table: completed');
  });
});

describe('a message without work', () => {
  it('is deleted when the job is leased for another message', async () => {
    const { worker, calls } = fakeWorker(leasedJob(futureExpiry, 'message-2'));
    await handle(messageOf(), worker);
    expect(calls).toEqual(['delete']);
  });

  it('is hidden until the lease ends when the job is leased for its earlier delivery', async () => {
    const { worker, calls } = fakeWorker(leasedJob(futureExpiry));
    await handle(messageOf({ receiveCount: 2 }), worker);
    expect(calls).toEqual(['hide: 31']);
  });

  it('keeps the files of a completed job', async () => {
    const completed = jobSchema.parse({
      ...leasedJob(pastExpiry),
      status: 'completed',
      completedAt: now,
      processingSeconds: 1,
      durationSeconds: 1,
      artifacts: [],
      resultsExpireAt: now,
    });
    const { worker, calls } = fakeWorker(completed);
    await handle(messageOf(), worker);
    expect(calls).toEqual(['delete']);
  });

  it.each(['cancelled', 'expired'] as const)(
    'deletes the artifacts of a job that is %s',
    async (status) => {
      const { worker, calls } = fakeWorker(jobSchema.parse({ ...queuedJob, status }));
      await handle(messageOf(), worker);
      expect(calls).toEqual(['remove artifacts', 'delete']);
    },
  );

  it('is deleted when its job is unknown', async () => {
    const { worker, calls } = fakeWorker(undefined);
    await handle(messageOf(), worker);
    expect(calls).toEqual(['remove artifacts', 'delete']);
  });

  it.each(['{', '{"jobId":"../x"}', '[]'])(
    'is deleted at the third receive when its body is %s',
    async (body) => {
      const { worker, calls } = fakeWorker(queuedJob);
      for (const receiveCount of [1, 2, 3]) {
        await handle(messageOf({ body, receiveCount }), worker);
      }
      expect(calls).toEqual(['hide: 2', 'hide: 2', 'delete']);
    },
  );
});

describe('an attempt that loses its lease', () => {
  it('stops without touching the message of the new owner', async () => {
    const { worker, table, calls } = fakeWorker(queuedJob, {
      processJob: (_, h) => untilAborted(h),
    });
    const handled = handle(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    table.job = leasedJob('2026-01-01T13:00:00.000Z', 'message-2');
    await vi.advanceTimersByTimeAsync(20_000);
    await handled;
    expect(calls).toEqual(['table: processing', 'hide: 62']);
  });

  it('takes back the crash that the new claim counted', async () => {
    const { worker, table } = fakeWorker(queuedJob, { processJob: (_, h) => untilAborted(h) });
    const handled = handle(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    const successor = leasedJob('2026-01-01T13:00:00.000Z', 'message-2', 2);
    table.job = successor;
    await vi.advanceTimersByTimeAsync(20_000);
    await handled;
    expect(table.job).toEqual({ ...successor, attempts: 1 });
  });

  it('takes nothing back when no crash was counted', async () => {
    const { worker, table } = fakeWorker(queuedJob, { processJob: (_, h) => untilAborted(h) });
    const handled = handle(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    const successor = leasedJob('2026-01-01T13:00:00.000Z', 'message-2', 0);
    table.job = successor;
    await vi.advanceTimersByTimeAsync(20_000);
    await handled;
    expect(table.job).toEqual(successor);
  });

  it('finds out about a new claim even if the table answers only after the lease', async () => {
    const { worker, table } = fakeWorker(queuedJob, {
      processJob: async () => {
        const write = table.write.bind(table);
        table.write = () => Promise.reject(new MachineFailure('network', 'refused'));
        setTimeout(() => {
          table.job = leasedJob('2026-01-01T13:00:00.000Z', 'message-2', 1);
          table.write = write;
        }, 90_000);
        throw new MachineFailure('network', 'refused');
      },
    });
    const handled = handle(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(91_000);
    await handled;
    expect(table.job).toMatchObject({ attempts: 0, lease: { workerId: 'worker-b' } });
  });

  it('stops trying to give back after two leases', async () => {
    const failure = new MachineFailure('network', 'refused');
    const { worker, table } = fakeWorker(queuedJob, {
      processJob: async () => {
        table.write = () => Promise.reject(failure);
        throw failure;
      },
    });
    const handled = handle(messageOf(), worker);
    let hasGivenUp = false;
    const refused = expect(handled.finally(() => (hasGivenUp = true))).rejects.toBe(failure);
    await vi.advanceTimersByTimeAsync(119_000);
    expect(hasGivenUp).toBe(false);
    await vi.advanceTimersByTimeAsync(3000);
    await refused;
  });

  it('stops and deletes the artifacts when the job is cancelled during a stage', async () => {
    const { worker, table, calls } = fakeWorker(queuedJob, {
      processJob: (_, h) => untilAborted(h),
    });
    const handled = handle(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    await table.write(cancelWrite(jobId, now));
    await vi.advanceTimersByTimeAsync(20_000);
    await handled;
    expect(calls.slice(-3)).toEqual(['table: cancelled', 'remove artifacts', 'delete']);
  });

  it('deletes its uploads when the job was cancelled just before completion', async () => {
    const { worker, table, calls } = fakeWorker(queuedJob);
    const upload = worker.processJob;
    const processJob: typeof upload = async (job, hooks) => {
      const done = await upload(job, hooks);
      await table.write(cancelWrite(jobId, now));
      return done;
    };
    await handle(messageOf(), { ...worker, processJob });
    expect(calls.filter((call) => !call.startsWith('hide'))).toEqual([
      'table: processing',
      'upload',
      'table: cancelled',
      'remove artifacts',
      'delete',
    ]);
  });

  it('does not begin a stage of a cancelled job', async () => {
    const { worker, table, calls } = fakeWorker(queuedJob);
    const processJob: typeof worker.processJob = async (_job, { onStage }) => {
      await table.write(cancelWrite(jobId, now));
      await onStage('separate');
      throw new Error('The stage began');
    };
    await handle(messageOf(), { ...worker, processJob });
    expect(calls.slice(-2)).toEqual(['remove artifacts', 'delete']);
  });
});

describe('an attempt that fails', () => {
  const failing = (error: unknown) => ({
    processJob: async () => {
      throw error;
    },
  });

  it('fails the job at once for a fault of the song', async () => {
    const worker = fakeWorker(queuedJob, failing(new JobFailure('corrupt-file', 'bad header')));
    await handle(messageOf(), worker.worker);
    expect(worker.table.job).toMatchObject({ status: 'failed', failureCode: 'corrupt-file' });
    expect(worker.calls.at(-1)).toBe('delete');
  });

  const timesOut = {
    jobTimeoutSeconds: 90,
    processJob: (_: unknown, hooks: AttemptHooks) => untilAborted(hooks),
  };
  const brokenMachine = () =>
    fakeHealth({ probe: async () => new MachineFailure('disk-full', 'full') });

  it('fails with timed-out, also if the stopped stage throws an error of its own', async () => {
    const { worker, table } = fakeWorker(queuedJob, {
      jobTimeoutSeconds: 90,
      processJob: (_, hooks) =>
        untilAborted(hooks).catch(() => Promise.reject(new Error('ffmpeg was killed by SIGKILL'))),
    });
    const handled = handle(messageOf(), worker);
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
  ])(
    'logs the line that the alarm counts, or not, after %s',
    async (_name, error, receiveCount, alarms) => {
      const lines: string[] = [];
      const log = pino({ base: null }, { write: (line) => void lines.push(line) });
      const { worker } = fakeWorker(queuedJob, { ...failing(error), log });
      await handle(messageOf({ receiveCount }), worker);
      expect(lines.filter((line) => line.includes('"song-given-up"'))).toHaveLength(alarms);
    },
  );

  it('is logged with its job, its message, its cause and the delay', async () => {
    const lines: { msg?: string }[] = [];
    const log = pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) });
    const how = failing(new MachineFailure('network', 'refused'));
    const { worker } = fakeWorker(queuedJob, { ...how, log });
    await handle(messageOf({ receiveCount: 3 }), worker);
    expect(lines.filter(({ msg }) => msg === 'job claimed')).toMatchObject([
      { jobId, messageId: 'message-1', received: 3, attempt: 1, attempts: 0 },
    ]);
    expect(lines.filter(({ msg }) => msg === 'attempt failed, job given back')).toMatchObject([
      { jobId, messageId: 'message-1', blame: 'machine', attempts: 0, delaySeconds: 8 },
    ]);
  });

  it('through a fault of the song counts as a finished song for the worker’s health', async () => {
    const fake = fakeWorker(queuedJob, failing(new JobFailure('no-audio', 'no stream')));
    const finished = vi.spyOn(fake.worker.health, 'recordFinishedSong');
    await handle(messageOf(), fake.worker);
    expect(finished).toHaveBeenCalledTimes(1);
  });

  /** Runs one attempt of a job with a number of bad attempts before. */
  async function runAfter(
    attempts: number,
    overrides: Partial<WorkerContext>,
    received: Partial<ReceivedMessage> = {},
  ) {
    const fake = fakeWorker(leasedJob(returnedLeaseExpiresAt, 'message-1', attempts), overrides);
    const handled = handle(messageOf(received), fake.worker);
    await vi.advanceTimersByTimeAsync(90_000);
    await handled;
    return fake;
  }

  it.each([
    ['an unexpected error', failing(new TypeError('oops')), 'internal-error'],
    ['too little memory', failing(new MachineFailure('out-of-memory', 'killed')), 'out-of-memory'],
    ['an error message about memory', failing(new Error('std::bad_alloc')), 'out-of-memory'],
    ['a timeout', timesOut, 'timed-out'],
  ])('counts %s on a healthy machine as one of three attempts', async (_name, how, code) => {
    const first = await runAfter(0, how);
    expect(first.table.job).toMatchObject({
      ...{ status: 'processing', attempts: 1, lastFailureCode: code },
      lease: { expiresAt: returnedLeaseExpiresAt },
    });
    expect(first.calls.at(-1)).toBe('hide: 2');
    const last = await runAfter(2, how);
    expect(last.table.job).toMatchObject({ status: 'failed', failureCode: code });
    expect(last.calls.at(-1)).toBe('delete');
  });

  it.each([
    ['an unexpected error', failing(new TypeError('oops')), 'internal-error'],
    ['too little memory', failing(new MachineFailure('out-of-memory', 'killed')), 'out-of-memory'],
    ['a timeout', timesOut, 'timed-out'],
  ])('does not count %s on an unhealthy machine', async (_name, how, code) => {
    const { table } = await runAfter(2, { ...how, health: brokenMachine() });
    expect(table.job).toMatchObject({ status: 'processing', attempts: 2, lastFailureCode: code });
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['ECONNREFUSED', 'internal-error'],
    ['EACCES', 'internal-error'],
  ])('never counts %s, even if the probe passes', async (errno, code) => {
    const error = Object.assign(new Error(errno), { code: errno });
    const { table } = await runAfter(2, failing(error));
    expect(table.job).toMatchObject({ status: 'processing', attempts: 2, lastFailureCode: code });
  });

  it('goes on after a failure of the machine, however many crashes there were before', async () => {
    const { table } = await runAfter(4, failing(new MachineFailure('disk-full', 'full')));
    expect(table.job).toMatchObject({ status: 'processing', attempts: 4 });
  });

  it('fails at an error after four crashes', async () => {
    const { table } = await runAfter(4, failing(new TypeError('oops')));
    expect(table.job).toMatchObject({ status: 'failed', failureCode: 'internal-error' });
  });

  it('delays the message longer each time', async () => {
    const delays: (string | undefined)[] = [];
    for (const receiveCount of [1, 2, 3, 9, 49]) {
      const how = failing(new MachineFailure('network', 'refused'));
      delays.push((await runAfter(0, how, { receiveCount })).calls.at(-1));
    }
    expect(delays).toEqual(['hide: 2', 'hide: 4', 'hide: 8', 'hide: 300', 'hide: 300']);
  });

  it.each([
    ['disk-full', 'disk-full'],
    ['network', 'internal-error'],
    ['model', 'internal-error'],
  ] as const)('fails for %s as %s at the last receive', async (fault, code) => {
    const how = failing(new MachineFailure(fault, 'again'));
    const { table, calls } = await runAfter(0, how, { receiveCount: 50 });
    expect(table.job).toMatchObject({ status: 'failed', failureCode: code });
    expect(calls.at(-1)).toBe('delete');
  });

  it('counts no attempt when the worker is stopped during its self-probe', async () => {
    const { promise: probed, resolve: endProbe } = Promise.withResolvers<undefined>();
    const fake = fakeWorker(queuedJob, {
      ...failing(new TypeError('oops')),
      health: fakeHealth({ probe: () => probed }),
    });
    const handled = handle(messageOf(), fake.worker);
    await vi.advanceTimersByTimeAsync(0);
    fake.shutdown.abort();
    await vi.advanceTimersByTimeAsync(0);
    endProbe(undefined);
    await handled;
    expect(fake.table.job).toMatchObject({ status: 'processing', attempts: 0 });
    expect(fake.calls.filter((call) => call === 'hide: 0')).toHaveLength(1);
  });

  it('renews the lease during the self-probe', async () => {
    const { promise: probed, resolve: endProbe } = Promise.withResolvers<undefined>();
    const fake = fakeWorker(queuedJob, {
      ...failing(new TypeError('oops')),
      health: fakeHealth({ probe: () => probed }),
    });
    const handled = handle(messageOf(), fake.worker);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(fake.table.job).toMatchObject({ lease: { expiresAt: '2026-01-01T12:01:40.000Z' } });
    endProbe(undefined);
    await handled;
  });
});

describe('a worker that is stopped', () => {
  const next = { workerId: 'next', messageId: 'message-1', leaseSeconds: 60, hasOtherSongs: false };

  it('counts no attempt, even after twenty stops', async () => {
    const fake = fakeWorker(queuedJob);
    for (let receiveCount = 1; receiveCount <= 20; receiveCount += 1) {
      const shutdown = new AbortController();
      const processJob: WorkerContext['processJob'] = (_, h) => untilAborted(h);
      const worker = { ...fake.worker, processJob, shutdown: shutdown.signal };
      const handled = handle(messageOf({ receiveCount }), worker);
      await vi.advanceTimersByTimeAsync(0);
      shutdown.abort();
      await handled;
    }
    expect(fake.table.job).toMatchObject({ status: 'processing', attempts: 0 });
    await handle(messageOf({ receiveCount: 21 }), fake.worker);
    expect(fake.table.job).toMatchObject({ status: 'completed', attempts: 0 });
  });

  it('gives the job back at once, even if a stage ignores the signal', async () => {
    const { worker, table, calls, shutdown } = fakeWorker(queuedJob, {
      processJob: () => new Promise(() => {}),
    });
    void handle(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    shutdown.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.at(-1)).toBe('hide: 0');
    expect(await claimJob(table, jobId, next)).toMatchObject({
      kind: 'claimed',
      job: { attempts: 0, lease: { attempt: 2 } },
    });
  });

  it('gives the job back only once', async () => {
    const { worker, calls, shutdown } = fakeWorker(queuedJob, {
      processJob: (_, h) => untilAborted(h),
    });
    const handled = handle(messageOf(), worker);
    await vi.advanceTimersByTimeAsync(0);
    shutdown.abort();
    await handled;
    expect(calls).toEqual(['table: processing', 'hide: 62', 'hide: 0']);
  });
});
