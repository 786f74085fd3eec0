import { composeJobMessage } from '@my-pitch/shared/messages';
import { jobStatuses } from '@my-pitch/shared/status';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { describe, expect, it } from 'vitest';
import type { Log } from '../ports.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { before, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { failDeadLetters } from './fail-dead-letters.ts';
import event from './sqs-event.fixture.json' with { type: 'json' };

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function letter(n = 1) {
  return { messageId: `message-${n}`, body: composeJobMessage({ jobId: sampleId(n) }) };
}

function hostOf(table: MemoryJobs) {
  return { table, clock: () => nowMs, log: silent, ...memoryMetrics() };
}

const orphaned = sampleJob('processing', {
  lease: { ...sampleJob('processing').lease, expiresAt: before(1) },
});

describe('a dead letter', () => {
  it.each([
    ['is queued', sampleJob('queued')],
    ['has an expired lease', orphaned],
  ])('fails a job that %s', async (_name, job) => {
    const table = new MemoryJobs(job);
    expect(await failDeadLetters([letter()], hostOf(table))).toEqual({ batchItemFailures: [] });
    expect(await table.read(sampleId())).toMatchObject({
      status: 'failed',
      failureCode: 'worker-crashed',
    });
  });

  it('fails the job with the failure code of the last attempt', async () => {
    const table = new MemoryJobs({ ...orphaned, lastFailureCode: 'disk-full' });
    const host = hostOf(table);
    await failDeadLetters([letter()], host);
    expect(await table.read(sampleId())).toMatchObject({ failureCode: 'disk-full' });
    expect(host.recorded).toEqual([['SongsFailed', 1, { FailureCode: 'disk-full' }]]);
  });

  it('is delivered again while a worker has leased the job', async () => {
    const table = new MemoryJobs(sampleJob('processing'));
    expect(await failDeadLetters([letter()], hostOf(table))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-1' }],
    });
    expect(await table.read(sampleId())).toEqual(sampleJob('processing'));
  });

  it.each(
    jobStatuses.filter((status) => !['awaiting-upload', 'queued', 'processing'].includes(status)),
  )('changes nothing when the job is %s', async (status) => {
    const table = new MemoryJobs(sampleJob(status));
    const host = hostOf(table);
    expect(await failDeadLetters([letter()], host)).toEqual({ batchItemFailures: [] });
    expect(await table.read(sampleId())).toEqual(sampleJob(status));
    expect(host.recorded).toEqual([]);
  });

  it('about an unknown job is dropped', async () => {
    expect(await failDeadLetters([letter()], hostOf(new MemoryJobs()))).toEqual({
      batchItemFailures: [],
    });
  });

  it('that is no job message is logged and dropped', async () => {
    const logged: unknown[] = [];
    const log = { ...silent, error: (_message: string, details: unknown) => logged.push(details) };
    const context = { ...hostOf(new MemoryJobs()), log };
    expect(await failDeadLetters(event.Records, context)).toEqual({ batchItemFailures: [] });
    expect(logged).toEqual([{ messageId: 'malformed', body: 'this is no job' }]);
  });
});

it('a dead letter that cannot be handled does not stop the others', async () => {
  class Faulty extends MemoryJobs {
    override async write(write: Parameters<MemoryJobs['write']>[0]) {
      if (write.Key.jobId === sampleId(1)) throw new Error('The table does not answer');
      return super.write(write);
    }
  }
  const jobs = [1, 2].map((n) => sampleJob('queued', { jobId: sampleId(n) }));
  const table = new Faulty(...jobs);
  expect(await failDeadLetters([letter(1), letter(2)], hostOf(table))).toEqual({
    batchItemFailures: [{ itemIdentifier: 'message-1' }],
  });
  expect(await table.read(sampleId(2))).toMatchObject({ status: 'failed' });
});
