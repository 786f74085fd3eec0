import { correlationIdSchema, type JobId } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import { cancelWrite, queueWrite, reuseWrite } from '@my-pitch/shared/job-writes';
import type { JobMessage } from '@my-pitch/shared/messages';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { describe, expect, it } from 'vitest';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { MemoryFiles } from '../testing/memory-files.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { nowIso, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { receiveUpload } from './receive-upload.ts';

const song = Buffer.from('fLaC\0\0\0\x22\x10\0\xff\xfe', 'latin1');
const waiting = sampleJob('awaiting-upload');
/** The name of the upload's event. */
const event = '0055AED6DCD90281E5';

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
  const counters = new MemoryCounters({ tickets: 6 });
  const reuseResult = async () => false;
  const ports = { table, files, counters, queue, metrics };
  const context = { ...ports, reuseResult, clock: () => nowMs, maxUploadBytes: 100 };
  return { ...ports, sent, recorded, context };
}

describe('a song', () => {
  it('is queued, and its message is sent', async () => {
    const { table, files, sent, context } = setUp(song, waiting);
    expect(await receiveUpload(sampleId(), event, context)).toMatchObject({ status: 'queued' });
    const queued = { status: 'queued', queuedAt: nowIso, ticket: 7 };
    expect(await table.read(sampleId())).toMatchObject(queued);
    expect(sent).toEqual([sampleId()]);
    expect(files.removed).toEqual([]);
  });

  it('that was completed with an earlier result is not queued, and its upload is deleted', async () => {
    const { table, files, sent, context } = setUp(song, waiting);
    const completed = sampleJob('completed');
    const { artifacts, durationSeconds, processingSeconds, resultsExpireAt } = completed;
    const completion = { artifacts, durationSeconds, processingSeconds, resultsExpireAt };
    const reuseResult = () => table.write(reuseWrite(sampleId(), completion, nowIso));
    const after = await receiveUpload(sampleId(), event, { ...context, reuseResult });
    expect(after).toMatchObject({ status: 'completed', completedAt: nowIso });
    expect([sent, files.removed]).toEqual([[], [`upload ${sampleId()}`]]);
  });

  it('has its correlation id in the message', async () => {
    const correlationId = correlationIdSchema.parse('00000000-0000-4000-8000-00000000c0de');
    const { context } = setUp(song, { ...waiting, correlationId });
    const messages: JobMessage[] = [];
    const queue = { send: async (message: JobMessage) => void messages.push(message) };
    await receiveUpload(sampleId(), event, { ...context, queue });
    expect(messages).toEqual([{ jobId: sampleId(), correlationId }]);
  });

  it('may have exactly the maximum size', async () => {
    const largest = Buffer.concat([song, Buffer.alloc(100 - song.length, 0xff)]);
    const { context } = setUp(largest, waiting);
    expect(await receiveUpload(sampleId(), event, context)).toMatchObject({ status: 'queued' });
  });

  it('is not lost when the function crashes between table and queue', async () => {
    const { table, queue, sent, context } = setUp(song, waiting);
    queue.crashes = 1;
    await expect(receiveUpload(sampleId(), event, context)).rejects.toThrow('crashed');
    expect(await table.read(sampleId())).toMatchObject({ status: 'queued' });
    expect(sent).toEqual([]);
    await receiveUpload(sampleId(), event, context);
    expect(sent).toEqual([sampleId()]);
  });

  it('that is posted again changes nothing and sends nothing', async () => {
    const { table, counters, sent, context } = setUp(song, waiting);
    await receiveUpload(sampleId(), event, context);
    const first = await table.read(sampleId());
    await receiveUpload(sampleId(), '0055AED6DCD90281E6', context);
    expect(await table.read(sampleId())).toEqual(first);
    expect(sent).toEqual([sampleId()]);
    expect(counters.summary.tickets).toBe(7);
  });

  it('of an older version, whose event has no name, is sent again', async () => {
    const { sent, context } = setUp(song, sampleJob('queued'));
    await receiveUpload(sampleId(), event, context);
    expect(sent).toEqual([sampleId()]);
  });

  it('leaves no gap in the waiting line when another call was faster', async () => {
    const { table, counters, context } = setUp(song, waiting);
    table.beforeNextWrite = () => table.write(cancelWrite(sampleId(), nowIso));
    await receiveUpload(sampleId(), event, context);
    expect(counters.summary).toMatchObject({ tickets: 7, left: 1 });
  });

  it('keeps its position in the queue when the event is repeated', async () => {
    const { table, context } = setUp(song, waiting);
    await receiveUpload(sampleId(), event, context);
    const first = await table.read(sampleId());
    await receiveUpload(sampleId(), event, { ...context, clock: () => nowMs + 5000 });
    expect(await table.read(sampleId())).toEqual(first);
  });

  it('is sent to the queue even if a concurrent call changed its status', async () => {
    const { table, sent, context } = setUp(song, waiting);
    table.beforeNextWrite = () =>
      table.write(queueWrite(sampleId(), { ticket: 1, uploadEvent: event }, nowIso));
    expect(await receiveUpload(sampleId(), event, context)).toMatchObject({ status: 'queued' });
    expect(sent).toEqual([sampleId()]);
  });

  it('is deleted, and no message is sent, when its owner cancels at the same moment', async () => {
    const { table, files, sent, context } = setUp(song, waiting);
    table.beforeNextWrite = () => table.write(cancelWrite(sampleId(), nowIso));
    expect(await receiveUpload(sampleId(), event, context)).toMatchObject({ status: 'cancelled' });
    expect(sent).toEqual([]);
    expect(files.uploads.size).toBe(0);
  });
});

describe('a file that is not audio', () => {
  it('gets no earlier result', async () => {
    const { context } = setUp(new Uint8Array(101), waiting);
    const reuseResult = () => Promise.reject(new Error('asked'));
    const after = await receiveUpload(sampleId(), event, { ...context, reuseResult });
    expect(after).toMatchObject({ status: 'failed' });
  });

  it.each([
    ['empty-file', new Uint8Array()],
    ['too-large', new Uint8Array(101)],
    ['too-large', new Uint8Array(41)],
    ['unsupported-format', Buffer.from('<!doctype html>')],
  ])('fails with %s and is deleted', async (failureCode, upload) => {
    const declared = { ...waiting, sizeBytes: upload.length === 41 ? 40 : 500 };
    const { table, files, sent, recorded, context } = setUp(upload, declared);
    expect(await receiveUpload(sampleId(), event, context)).toMatchObject({ status: 'failed' });
    expect(await table.read(sampleId())).toMatchObject({ status: 'failed', failureCode });
    expect(sent).toEqual([]);
    expect(files.uploads.size).toBe(0);
    await receiveUpload(sampleId(), event, context);
    expect(recorded).toEqual([['SongsFailed', 1, { FailureCode: failureCode }]]);
  });
});

describe('a late event changes nothing', () => {
  it('when processing', async () => {
    const { table, files, sent, context } = setUp(song, sampleJob('processing'));
    await receiveUpload(sampleId(), event, context);
    expect(await table.read(sampleId())).toEqual(sampleJob('processing'));
    expect([sent, files.removed]).toEqual([[], []]);
  });

  it.each(['completed', 'failed', 'cancelled', 'expired'] as const)(
    'when %s, except that the upload is deleted',
    async (status) => {
      const { table, files, sent, context } = setUp(song, sampleJob(status));
      expect(await receiveUpload(sampleId(), event, context)).toMatchObject({ status });
      expect(await table.read(sampleId())).toEqual(sampleJob(status));
      expect([sent, files.uploads.size]).toEqual([[], 0]);
    },
  );

  it('when the upload does not exist', async () => {
    const { sent, context } = setUp(undefined, waiting);
    expect(await receiveUpload(sampleId(), event, context)).toMatchObject({
      status: 'awaiting-upload',
    });
    expect(sent).toEqual([]);
  });

  it('when the job is unknown', async () => {
    const { sent, context } = setUp(song);
    expect(await receiveUpload(sampleId(), event, context)).toBeUndefined();
    expect(sent).toEqual([]);
  });
});
