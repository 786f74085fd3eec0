import type { Job } from '@my-pitch/shared/job';
import { queueWrite } from '@my-pitch/shared/job-writes';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MemoryFiles } from '../testing/memory-files.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { before, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import type { Positions } from './ports.ts';
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
function memoryState(positions: Positions = {}) {
  const state = {
    positions,
    writes: 0,
    read: async () => state.positions,
    write: async (next: Positions) => {
      state.positions = next;
      state.writes += 1;
    },
  };
  return state;
}

const lease = sampleJob('processing').lease;

function setUp(...jobs: Job[]) {
  const table = new MemoryJobs(...jobs);
  const files = new MemoryFiles();
  const context = {
    table,
    due: table,
    state: memoryState(),
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

it('continues after jobs that fail, and tries them again', async () => {
  const old = { statusSince: before(8 * day), resultsExpireAt: before(day) };
  const completed = [1, 2, 3, 4, 5].map((n) =>
    sampleJob('completed', { ...old, jobId: sampleId(n) }),
  );
  const stranded = sampleJob('queued', { jobId: sampleId(6), statusSince: before(2 * day) });
  const { table, files, context } = setUp(...completed, stranded);
  const { removeArtifacts } = MemoryFiles.prototype;
  files.removeArtifacts = (jobId) =>
    jobId === sampleId(2)
      ? Promise.reject(new Error('S3 does not answer'))
      : removeArtifacts.call(files, jobId);
  await expect(sweep(context)).rejects.toThrow('1 deletions failed');
  const statuses = async () =>
    Promise.all([1, 2, 3, 4, 5, 6].map(async (n) => (await table.read(sampleId(n)))?.status));
  expect(await statuses()).toEqual([
    ...['expired', 'completed', 'expired', 'expired', 'expired', 'failed'],
  ]);
  files.removeArtifacts = removeArtifacts;
  expect(await sweep(context)).toEqual({ ...none, resultsExpired: 1 });
});

it('continues after a page that cannot be read', async () => {
  const { context } = setUp(sampleJob('failed', { statusSince: before(8 * day) }));
  const page: typeof context.due.page = (status, ...rest) =>
    status === 'completed'
      ? Promise.reject(new Error('The index does not answer'))
      : context.due.page(status, ...rest);
  await expect(sweep({ ...context, due: { page: page.bind(context.due) } })).rejects.toThrow(
    '1 deletions failed',
  );
  expect(await context.table.read(sampleId())).toMatchObject({ status: 'expired' });
});

it('removes the files of an old record that breaks its contract', async () => {
  const old = { statusSince: before(8 * day), resultsExpireAt: before(day) };
  const { files, table, context } = setUp(sampleJob('completed', old));
  files.artifacts.add(sampleId());
  const read = async () => z.never().parse(await table.read(sampleId()));
  const broken = { read, write: table.write.bind(table) };
  expect(await sweep({ ...context, table: broken })).toEqual({ ...none, resultsExpired: 1 });
  expect(files.artifacts.size).toBe(0);
});

describe('a sweep that runs out of time', () => {
  const old = { statusSince: before(8 * day), resultsExpireAt: before(day) };
  const jobs = [1, 2, 3, 4, 5].map((n) => sampleJob('completed', { ...old, jobId: sampleId(n) }));

  /** A sweep during which five minutes pass. */
  const shortSweep = (context: ReturnType<typeof setUp>['context']) => {
    let asked = 0;
    return sweep({ ...context, clock: () => nowMs + 300_000 * Math.min(1, asked++) });
  };

  it('leaves its position, from which the next one continues', async () => {
    const { context, files } = setUp(...jobs);
    // The first two jobs cannot be deleted, and do not keep the others from it.
    files.removeArtifacts = async (jobId) => {
      if (jobId < sampleId(3)) throw new Error('S3 does not answer');
    };
    await expect(shortSweep(context)).rejects.toThrow('2 deletions failed');
    expect(await shortSweep(context)).toEqual({ ...none, resultsExpired: 2 });
    expect(await shortSweep(context)).toEqual({ ...none, resultsExpired: 1 });
    expect(context.state.positions).toEqual({});
    // Then it begins again with the oldest.
    await expect(shortSweep(context)).rejects.toThrow('2 deletions failed');
  });

  it('writes no state when there is none', async () => {
    const { context } = setUp(...jobs);
    expect(await sweep(context)).toEqual({ ...none, resultsExpired: 5 });
    expect(context.state.writes).toBe(0);
  });
});
