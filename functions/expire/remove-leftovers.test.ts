import type { Job } from '@my-pitch/shared/job';
import { type JobStatus, jobStatuses } from '@my-pitch/shared/status';
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../testing/memory-files.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { maxJobs, maxObjects, removeLeftovers } from './remove-leftovers.ts';

const hourMs = 3_600_000;

/** Buckets with files of these jobs, all of one age. */
function setUp(ageMs: number, jobs: readonly Job[], jobIds = jobs.map(({ jobId }) => jobId)) {
  const files = new MemoryFiles();
  for (const jobId of jobIds) {
    files.uploads.set(jobId, new Uint8Array(1));
    files.artifacts.add(jobId);
    files.modifiedMs.set(jobId, nowMs - ageMs);
  }
  const table = new MemoryJobs(...jobs);
  const context = { table, files, clock: () => nowMs, randomUuid: () => sampleId(500) };
  return { files, table, context };
}

const every = jobStatuses.map((status, n) => sampleJob(status, { jobId: sampleId(n + 1) }));
const idOf = (status: JobStatus) => sampleId(jobStatuses.indexOf(status) + 1);
const inUse = (['awaiting-upload', 'queued', 'processing', 'completed'] as const).map(idOf);

describe('after two hours', () => {
  it('files of ended and of unknown jobs are removed', async () => {
    const unknown = sampleId(900);
    const ids = [...every.map(({ jobId }) => jobId), unknown];
    const { files, context } = setUp(2 * hourMs, every, ids);
    expect(await removeLeftovers('uploads', context)).toBe(4);
    expect(await removeLeftovers('results', context)).toBe(4);
    expect([...files.uploads.keys()]).toEqual(inUse);
    expect([...files.artifacts]).toEqual(inUse);
    expect(await removeLeftovers('uploads', context)).toBe(0);
    expect(await removeLeftovers('results', context)).toBe(0);
  });

  it('no file is removed earlier: a deletion or a worker may be active', async () => {
    const { files, context } = setUp(2 * hourMs - 1, every);
    expect(await removeLeftovers('uploads', context)).toBe(0);
    expect(await removeLeftovers('results', context)).toBe(0);
    expect(files.removed).toEqual([]);
  });
});

it('after a day every upload is removed, but no result of a live job', async () => {
  const { files, context } = setUp(24 * hourMs, every);
  expect(await removeLeftovers('uploads', context)).toBe(jobStatuses.length);
  expect(files.uploads.size).toBe(0);
  expect(await removeLeftovers('results', context)).toBe(3);
  expect([...files.artifacts]).toEqual(inUse);
});

it('one sweep lists a limited number of objects, even if none is old enough', async () => {
  const young = Array.from({ length: maxObjects }, (_, n) => sampleId(n));
  const orphan = sampleId(maxObjects);
  const { files, context } = setUp(0, [], [...young, orphan]);
  files.modifiedMs.set(orphan, nowMs - 3 * hourMs);
  expect(await removeLeftovers('uploads', { ...context, randomUuid: () => sampleId(0) })).toBe(0);
  expect(await removeLeftovers('uploads', { ...context, randomUuid: () => sampleId(1) })).toBe(1);
});

it('several sweeps cover a bucket with too many jobs for one', async () => {
  const busy = Array.from({ length: maxJobs }, (_, n) =>
    sampleJob('completed', { jobId: sampleId(n) }),
  );
  const orphan = sampleId(maxJobs + 50);
  const { files, table, context } = setUp(3 * hourMs, busy, [
    ...busy.map(({ jobId }) => jobId),
    orphan,
  ]);
  const asked: string[] = [];
  const counting = {
    ...context,
    table: {
      read: (jobId: typeof orphan) => {
        asked.push(jobId);
        return table.read(jobId);
      },
    },
  };
  expect(await removeLeftovers('results', { ...counting, randomUuid: () => sampleId(0) })).toBe(0);
  expect(asked).toHaveLength(maxJobs);
  expect(await removeLeftovers('results', { ...counting, randomUuid: () => sampleId(1) })).toBe(1);
  expect(files.removed).toEqual([`artifacts ${orphan}`]);
});
