import { JobFailure, MachineFailure } from '@my-pitch/shared/errors';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import { cancelWrite } from '@my-pitch/shared/job-writes';
import { progressAt } from '@my-pitch/shared/stages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handleMessage } from './handle-message.ts';
import type { WorkerContext } from './run-attempt.ts';
import {
  completion,
  fakeHealth,
  fakeWorker,
  jobId,
  messageOf,
  queuedJob,
} from './testing/fake-worker.ts';

const now = '2026-01-01T12:00:00.000Z';

beforeEach(() => void vi.useFakeTimers({ now: new Date(now) }));
afterEach(() => void vi.useRealTimers());

/** A job that another worker has claimed and left. */
function abandoned(attempts: number): Job {
  return jobSchema.parse({
    ...queuedJob,
    attempts,
    status: 'processing',
    startedAt: now,
    progress: progressAt('separate', 0.5),
    lease: { workerId: 'b', attempt: 2, messageId: 'message-1', expiresAt: '2026-01-01T11:59:59Z' },
  });
}

/** Work that takes 2 s to decode and 30 s to separate. */
const working =
  (provider: string): WorkerContext['processJob'] =>
  async (_job, { onStage, onSeparated }) => {
    await onStage('decode');
    await vi.advanceTimersByTimeAsync(2000);
    await onStage('separate');
    await vi.advanceTimersByTimeAsync(30_000);
    onSeparated(provider);
    await onStage('pitch');
    return completion;
  };

async function recordedBy(job: Job, overrides: Partial<WorkerContext> = {}, receiveCount = 1) {
  const { worker, recorded } = fakeWorker(job, overrides);
  await (await handleMessage(messageOf({ receiveCount }), worker))?.run();
  return recorded;
}

describe('a completed song', () => {
  const job = jobSchema.parse({ ...queuedJob, queuedAt: '2026-01-01T11:59:50.000Z' });

  it('is counted with its preset and provider, its wait, its stages and its whole time', async () => {
    expect(await recordedBy(job, { processJob: working('cuda'), expectsGpu: true })).toEqual([
      ['WaitingSeconds', 10, {}],
      ['StageSeconds', 2, { Stage: 'decode' }],
      ['StageSeconds', 30, { Stage: 'separate' }],
      ['StageSeconds', 0, { Stage: 'pitch' }],
      ['SongsCompleted', 1, { Preset: 'balanced', Provider: 'cuda' }],
      ['UploadToScoreSeconds', 42, {}],
    ]);
  });

  it.each([
    ['the processor of a machine with a GPU', 'cpu', true, 1],
    ['the processor of a machine without', 'cpu', false, 0],
    ['a GPU', 'cuda', true, 0],
  ])('that was separated by %s', async (_name, provider, expectsGpu, fallbacks) => {
    const recorded = await recordedBy(job, { processJob: working(provider), expectsGpu });
    expect(recorded.filter(([name]) => name === 'CpuFallbacks')).toHaveLength(fallbacks);
  });

  it('that was not separated has no provider', async () => {
    expect(await recordedBy(job)).toContainEqual([
      'SongsCompleted',
      1,
      { Preset: 'balanced', Provider: 'none' },
    ]);
  });

  it('has not waited a second time when another worker gave it back', async () => {
    const names = (await recordedBy(abandoned(0))).map(([name]) => name);
    expect(names).toContain('SongsCompleted');
    expect(names).not.toContain('WaitingSeconds');
  });

  it('never has a negative time, even if the clock of this machine is slow', async () => {
    const later = jobSchema.parse({ ...queuedJob, queuedAt: '2026-01-01T13:00:00.000Z' });
    for (const [, value] of await recordedBy(later)) expect(value).toBeGreaterThanOrEqual(0);
  });
});

describe('a failed song', () => {
  const failing = (error: Error): Partial<WorkerContext> => ({
    processJob: () => Promise.reject(error),
    health: fakeHealth(),
  });
  const failures = async (...given: Parameters<typeof recordedBy>) =>
    (await recordedBy(...given)).filter(([name]) => name === 'SongsFailed');

  it('is counted with its code', async () => {
    expect(await failures(queuedJob, failing(new JobFailure('no-audio', '')))).toEqual([
      ['SongsFailed', 1, { FailureCode: 'no-audio' }],
    ]);
  });

  it('is counted when it has crashed too many workers', async () => {
    expect(await failures(abandoned(4))).toEqual([
      ['SongsFailed', 1, { FailureCode: 'worker-crashed' }],
    ]);
  });

  it('is not counted while it is given back for another attempt', async () => {
    expect(await failures(queuedJob, failing(new MachineFailure('network', '')))).toEqual([]);
  });

  it('is neither failed nor completed when its owner cancelled it just before', async () => {
    const fake = fakeWorker(queuedJob);
    const processJob: WorkerContext['processJob'] = async () => {
      await fake.table.write(cancelWrite(jobId, now));
      return completion;
    };
    await (await handleMessage(messageOf(), { ...fake.worker, processJob }))?.run();
    expect(fake.recorded.map(([name]) => name)).toEqual(['WaitingSeconds']);
  });
});
