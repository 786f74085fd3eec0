import type { Job } from '@my-pitch/shared/job';
import { queueWrite } from '@my-pitch/shared/job-writes';
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../testing/memory-files.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { before, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { sweep } from './sweep.ts';

const hour = 60 * 60;
const day = 24 * hour;
const none = {
  uploadsExpired: 0,
  resultsExpired: 0,
  failuresExpired: 0,
  strandedFailed: 0,
  uploadsRemoved: 0,
  resultsRemoved: 0,
};
const lease = sampleJob('processing').lease;

function setUp(...jobs: Job[]) {
  const table = new MemoryJobs(...jobs);
  const files = new MemoryFiles();
  const context = {
    table,
    index: table,
    files,
    clock: () => nowMs,
    randomUuid: () => sampleId(500),
  };
  return { table, files, context };
}

it('expires jobs without an upload, and deletes a late upload', async () => {
  const stale = [1, 2].map((n) =>
    sampleJob('awaiting-upload', { jobId: sampleId(n), statusSince: before(2 * hour + n) }),
  );
  const { table, files, context } = setUp(...stale);
  expect(await sweep(context)).toEqual({ ...none, uploadsExpired: 2 });
  expect(await table.read(sampleId(1))).toMatchObject({ status: 'expired' });
  expect(files.removed.sort()).toEqual([`upload ${sampleId(1)}`, `upload ${sampleId(2)}`]);
  expect(await sweep(context)).toEqual(none);
});

it('keeps a job whose upload arrives at that moment', async () => {
  const stale = sampleJob('awaiting-upload', { statusSince: before(3 * hour) });
  const { table, files, context } = setUp(stale);
  table.beforeNextWrite = () => table.write(queueWrite(sampleId(), { ticket: 1 }, before(0)));
  expect(await sweep(context)).toEqual(none);
  expect(await table.read(sampleId())).toMatchObject({ status: 'queued' });
  expect(files.removed).toEqual([]);
});

describe('results', () => {
  const old = { statusSince: before(7 * day + 1), resultsExpireAt: before(1) };

  it('past their lifetime are deleted, and their jobs expire', async () => {
    const { table, files, context } = setUp(
      sampleJob('completed', old),
      sampleJob('completed', { ...old, jobId: sampleId(2), resultsExpireAt: before(-1) }),
    );
    files.artifacts.add(sampleId(1)).add(sampleId(2));
    expect(await sweep(context)).toEqual({ ...none, resultsExpired: 1 });
    expect(await table.read(sampleId(1))).toMatchObject({ status: 'expired' });
    expect(await table.read(sampleId(2))).toMatchObject({ status: 'completed' });
    expect([...files.artifacts]).toEqual([sampleId(2)]);
    expect(await sweep(context)).toEqual(none);
  });

  it('are found again by the next sweep when one is interrupted before or after the deletion', async () => {
    const { table, files, context } = setUp(sampleJob('completed', old));
    files.artifacts.add(sampleId());
    const { removeArtifacts } = MemoryFiles.prototype;
    files.removeArtifacts = async () => Promise.reject(new Error('S3 does not answer'));
    await expect(sweep(context)).rejects.toThrow(AggregateError);
    expect(await table.read(sampleId())).toMatchObject({ status: 'completed' });

    files.removeArtifacts = removeArtifacts;
    table.beforeNextWrite = async () => Promise.reject(new Error('The function was stopped'));
    await expect(sweep(context)).rejects.toThrow(AggregateError);
    expect(files.artifacts.size).toBe(0);

    expect(await sweep(context)).toEqual({ ...none, resultsExpired: 1 });
    expect(await table.read(sampleId())).toMatchObject({ status: 'expired' });
  });
});

it('expires failed jobs after the lifetime of a result', async () => {
  const { table, files, context } = setUp(
    sampleJob('failed', { statusSince: before(7 * day + 1) }),
    sampleJob('failed', { statusSince: before(7 * day - 1), jobId: sampleId(2) }),
  );
  files.uploads.set(sampleId(1), new Uint8Array(1));
  expect(await sweep(context)).toEqual({ ...none, failuresExpired: 1 });
  expect(await table.read(sampleId(1))).toMatchObject({ status: 'expired' });
  expect(await table.read(sampleId(2))).toEqual(
    sampleJob('failed', { statusSince: before(7 * day - 1), jobId: sampleId(2) }),
  );
  expect(files.uploads.size).toBe(0);
});

it('fails stranded jobs whose upload was deleted by age', async () => {
  const since = { statusSince: before(day + 1) };
  const { table, context } = setUp(
    sampleJob('queued', since),
    sampleJob('processing', {
      ...since,
      jobId: sampleId(2),
      lease: { ...lease, expiresAt: before(1) },
    }),
    sampleJob('processing', { ...since, jobId: sampleId(3) }),
  );
  expect(await sweep(context)).toEqual({ ...none, strandedFailed: 2 });
  expect(await table.read(sampleId(1))).toMatchObject({ failureCode: 'upload-missing' });
  expect(await table.read(sampleId(2))).toMatchObject({ failureCode: 'upload-missing' });
  expect(await table.read(sampleId(3))).toMatchObject({ status: 'processing' });
});

it('changes nothing that is not due', async () => {
  const { files, context } = setUp(
    sampleJob('awaiting-upload', { statusSince: before(2 * hour - 1) }),
    sampleJob('queued', { jobId: sampleId(2), statusSince: before(day - 1) }),
    sampleJob('completed', { jobId: sampleId(3), statusSince: before(7 * day - 1) }),
    sampleJob('failed', { jobId: sampleId(4), statusSince: before(6 * day) }),
    sampleJob('cancelled', { jobId: sampleId(5), statusSince: before(20 * day) }),
  );
  expect(await sweep(context)).toEqual(none);
  expect(files.removed).toEqual([]);
});

it('continues after a rule that fails', async () => {
  const old = { statusSince: before(8 * day), resultsExpireAt: before(day) };
  const { table, files, context } = setUp(
    sampleJob('completed', old),
    sampleJob('queued', { jobId: sampleId(2), statusSince: before(2 * day) }),
  );
  files.removeArtifacts = async () => Promise.reject(new Error('S3 does not answer'));
  await expect(sweep(context)).rejects.toThrow('1 rules failed');
  expect(await table.read(sampleId(2))).toMatchObject({ status: 'failed' });
});
