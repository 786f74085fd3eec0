import { correlationIdSchema, type JobId } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import { cancelWrite, queueWrite, reuseWrite } from '@my-pitch/shared/job-writes';
import type { JobMessage } from '@my-pitch/shared/messages';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../testing/memory-files.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { nowIso, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { receiveUpload } from './receive-upload.ts';

const song = Buffer.from('fLaC\0\0\0\x22\x10\0\xff\xfe', 'latin1');
const waiting = sampleJob('awaiting-upload');

function setUp(upload: Uint8Array | undefined, ...jobs: Job[]) {
  const table = new MemoryJobs(...jobs);
  const files = new MemoryFiles();
  if (upload) files.uploads.set(sampleId(), upload);
  const sent: JobId[] = [];
  const queue = {
    crashes: 0,
    async send({ jobId }: { jobId: JobId }) {
      if (queue.crashes-- > 0) throw new Error('The function crashed');
      sent.push(jobId);
    },
  };
  const { metrics, recorded } = memoryMetrics();
  const reuseResult = async () => false;
  const context = {
    ...{ table, files, queue, reuseResult, metrics },
    ...{ clock: () => nowMs, maxUploadBytes: 100 },
  };
  return { table, files, queue, sent, recorded, context };
}

describe('a song', () => {
  it('is queued, and its message is sent', async () => {
    const { table, files, sent, context } = setUp(song, waiting);
    expect(await receiveUpload(sampleId(), context)).toMatchObject({ status: 'queued' });
    expect(await table.read(sampleId())).toMatchObject({ status: 'queued', queuedAt: nowIso });
    expect(sent).toEqual([sampleId()]);
    expect(files.removed).toEqual([]);
  });

  it('that was completed with an earlier result is not queued', async () => {
    const { table, files, sent, context } = setUp(song, waiting);
    const completed = sampleJob('completed');
    const { artifacts, durationSeconds, processingSeconds, resultsExpireAt } = completed;
    const completion = { artifacts, durationSeconds, processingSeconds, resultsExpireAt };
    const reuseResult = () => table.write(reuseWrite(sampleId(), completion, nowIso));
    const after = await receiveUpload(sampleId(), { ...context, reuseResult });
    expect(after).toMatchObject({ status: 'completed', completedAt: nowIso });
    expect([sent, files.removed]).toEqual([[], []]);
  });

  it('has its correlation id in the message', async () => {
    const correlationId = correlationIdSchema.parse('00000000-0000-4000-8000-00000000c0de');
    const { context } = setUp(song, { ...waiting, correlationId });
    const messages: JobMessage[] = [];
    const queue = { send: async (message: JobMessage) => void messages.push(message) };
    await receiveUpload(sampleId(), { ...context, queue });
    expect(messages).toEqual([{ jobId: sampleId(), correlationId }]);
  });

  it('may have exactly the maximum size', async () => {
    const largest = Buffer.concat([song, Buffer.alloc(100 - song.length, 0xff)]);
    const { context } = setUp(largest, waiting);
    expect(await receiveUpload(sampleId(), context)).toMatchObject({ status: 'queued' });
  });

  it('is not lost when the function crashes between table and queue', async () => {
    const { table, queue, sent, context } = setUp(song, waiting);
    queue.crashes = 1;
    await expect(receiveUpload(sampleId(), context)).rejects.toThrow('crashed');
    expect(await table.read(sampleId())).toMatchObject({ status: 'queued' });
    expect(sent).toEqual([]);
    await receiveUpload(sampleId(), context);
    expect(sent).toEqual([sampleId()]);
  });

  it('keeps its position in the queue when the event is repeated', async () => {
    const { table, context } = setUp(song, waiting);
    await receiveUpload(sampleId(), context);
    const first = await table.read(sampleId());
    await receiveUpload(sampleId(), { ...context, clock: () => nowMs + 5000 });
    expect(await table.read(sampleId())).toEqual(first);
  });

  it('is sent to the queue even if a concurrent call changed its status', async () => {
    const { table, sent, context } = setUp(song, waiting);
    table.beforeNextWrite = () => table.write(queueWrite(sampleId(), nowIso));
    expect(await receiveUpload(sampleId(), context)).toMatchObject({ status: 'queued' });
    expect(sent).toEqual([sampleId()]);
  });

  it('is deleted, and no message is sent, when its owner cancels at the same moment', async () => {
    const { table, files, sent, context } = setUp(song, waiting);
    table.beforeNextWrite = () => table.write(cancelWrite(sampleId(), nowIso));
    expect(await receiveUpload(sampleId(), context)).toMatchObject({ status: 'cancelled' });
    expect(sent).toEqual([]);
    expect(files.uploads.size).toBe(0);
  });
});

describe('a file that is not audio', () => {
  it('gets no earlier result', async () => {
    const { context } = setUp(new Uint8Array(101), waiting);
    const reuseResult = () => Promise.reject(new Error('asked'));
    const after = await receiveUpload(sampleId(), { ...context, reuseResult });
    expect(after).toMatchObject({ status: 'failed' });
  });

  it.each([
    ['empty-file', new Uint8Array()],
    ['too-large', new Uint8Array(101)],
    ['unsupported-format', Buffer.from('<!doctype html>')],
  ])('fails with %s and is deleted', async (failureCode, upload) => {
    const { table, files, sent, recorded, context } = setUp(upload, waiting);
    expect(await receiveUpload(sampleId(), context)).toMatchObject({ status: 'failed' });
    expect(await table.read(sampleId())).toMatchObject({ status: 'failed', failureCode });
    expect(sent).toEqual([]);
    expect(files.uploads.size).toBe(0);
    await receiveUpload(sampleId(), context);
    expect(recorded).toEqual([['SongsFailed', 1, { FailureCode: failureCode }]]);
  });
});

describe('a late event changes nothing', () => {
  it.each(['processing', 'completed'] as const)('when %s', async (status) => {
    const { table, files, sent, context } = setUp(song, sampleJob(status));
    expect(await receiveUpload(sampleId(), context)).toMatchObject({ status });
    expect(await table.read(sampleId())).toEqual(sampleJob(status));
    expect([sent, files.removed]).toEqual([[], []]);
  });

  it.each(['failed', 'cancelled', 'expired'] as const)(
    'when %s, except that the upload is deleted',
    async (status) => {
      const { table, files, sent, context } = setUp(song, sampleJob(status));
      expect(await receiveUpload(sampleId(), context)).toMatchObject({ status });
      expect(await table.read(sampleId())).toEqual(sampleJob(status));
      expect([sent, files.uploads.size]).toEqual([[], 0]);
    },
  );

  it('when the upload does not exist', async () => {
    const { sent, context } = setUp(undefined, waiting);
    expect(await receiveUpload(sampleId(), context)).toMatchObject({ status: 'awaiting-upload' });
    expect(sent).toEqual([]);
  });

  it('when the job is unknown', async () => {
    const { sent, context } = setUp(song);
    expect(await receiveUpload(sampleId(), context)).toBeUndefined();
    expect(sent).toEqual([]);
  });
});
