import { uploadKey } from '@my-pitch/shared/keys';
import { jobStatuses } from '@my-pitch/shared/status';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { describe, expect, it } from 'vitest';
import type { Log } from '../ports.ts';
import { MemoryFiles } from '../testing/memory-files.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { failDeadUploads } from './fail-dead-uploads.ts';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function letter(n = 1) {
  const s3 = { bucket: { name: 'uploads' }, object: { key: uploadKey(sampleId(n)), size: 3 } };
  const body = JSON.stringify({ Records: [{ eventName: 'ObjectCreated:Post', s3 }] });
  return { messageId: `event-${n}`, body };
}

function setUp(table: MemoryJobs, ...uploads: readonly number[]) {
  const files = new MemoryFiles();
  for (const n of uploads) files.uploads.set(sampleId(n), new Uint8Array(3));
  return { table, files, clock: () => nowMs, log: silent, ...memoryMetrics() };
}

describe('a dead upload event', () => {
  it.each(['awaiting-upload', 'queued'] as const)(
    'fails its job while that is %s, and deletes the upload',
    async (status) => {
      const context = setUp(new MemoryJobs(sampleJob(status)), 1);
      expect(await failDeadUploads([letter()], context)).toEqual({ batchItemFailures: [] });
      expect(await context.table.read(sampleId())).toMatchObject({
        status: 'failed',
        failureCode: 'upload-not-queued',
      });
      expect(context.files.uploads.size).toBe(0);
      expect(context.recorded).toEqual([['SongsFailed', 1, { FailureCode: 'upload-not-queued' }]]);
    },
  );

  it.each(jobStatuses.filter((status) => !['awaiting-upload', 'queued'].includes(status)))(
    'does not change a job that is %s',
    async (status) => {
      const context = setUp(new MemoryJobs(sampleJob(status)), 1);
      await failDeadUploads([letter()], context);
      expect(await context.table.read(sampleId())).toEqual(sampleJob(status));
      expect(context.recorded).toEqual([]);
    },
  );

  it.each([
    ['processing', 1],
    ['completed', 1],
    ['cancelled', 0],
  ] as const)('of a job that is %s leaves %i uploads', async (status, left) => {
    const context = setUp(new MemoryJobs(sampleJob(status)), 1);
    await failDeadUploads([letter()], context);
    expect(context.files.uploads.size).toBe(left);
  });

  it('about an unknown job is dropped', async () => {
    const context = setUp(new MemoryJobs());
    expect(await failDeadUploads([letter()], context)).toEqual({ batchItemFailures: [] });
  });

  it('that is no event is logged without its contents, and dropped', async () => {
    const logged: unknown[] = [];
    const log = { ...silent, error: (_message: string, details: unknown) => logged.push(details) };
    const context = { ...setUp(new MemoryJobs()), log };
    const poison = { messageId: 'poison', body: '{"Records":"none"}' };
    expect(await failDeadUploads([poison], context)).toEqual({ batchItemFailures: [] });
    expect(logged).toEqual([{ messageId: 'poison' }]);
  });
});

it('an event whose upload cannot be deleted is delivered again, and does not stop the others', async () => {
  class Faulty extends MemoryFiles {
    override async removeUpload(jobId: Parameters<MemoryFiles['removeUpload']>[0]) {
      if (jobId === sampleId(1)) throw new Error('The bucket does not answer');
      return super.removeUpload(jobId);
    }
  }
  const jobs = [1, 2].map((n) => sampleJob('awaiting-upload', { jobId: sampleId(n) }));
  const context = { ...setUp(new MemoryJobs(...jobs)), files: new Faulty() };
  expect(await failDeadUploads([letter(1), letter(2)], context)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'event-1' }],
  });
  expect(await context.table.read(sampleId(2))).toMatchObject({ status: 'failed' });
});
